package org.atelier.runner.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the doctor found, in the order in which it is shown.
 *
 * @param findings one for each subject
 */
public record DoctorReport(List<Finding> findings) {
  /** Copies the list. */
  public DoctorReport {
    findings = List.copyOf(findings);
  }

  /** Returns whether nothing is wrong. */
  public boolean healthy() {
    return findings.stream().allMatch(finding -> finding.remedy().isEmpty());
  }

  /** Returns a line for each finding, and below each wrong thing what to do about it. */
  public String text() {
    int width = findings.stream().mapToInt(finding -> finding.subject().length()).max().orElse(1);
    String line = "%-5s  %-" + width + "s  %s";
    return findings.stream()
        .map(
            finding ->
                String.format(
                        Locale.ROOT,
                        line,
                        finding.remedy().isEmpty() ? "ok" : "WRONG",
                        finding.subject(),
                        finding.text())
                    + finding
                        .remedy()
                        .map(remedy -> "\n" + " ".repeat(width + 9) + "-> " + remedy)
                        .orElse(""))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
