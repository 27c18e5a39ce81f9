/** What a person is shown at the end of a run. */
package org.atelier.runner.report;
