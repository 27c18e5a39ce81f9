/** The page that shows what came of runs: one file that loads nothing, made of what runs left. */
package org.atelier.runner.report.page;
