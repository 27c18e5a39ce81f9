/** What the tests of a plugin are written with: whole pipelines, and the real host services. */
package org.atelier.testkit;
