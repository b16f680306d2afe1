package org.plumbline.web.intake;

import java.util.List;

/** Whether a problem list names a back problem, so that an intake is worth offering. */
public final class BackProblem {
  private final List<List<String>> codes = Table.rows("back-problem-codes.csv").toList();

  private BackProblem() {}

  /** The codes of the knowledge base. */
  public static BackProblem load() {
    return new BackProblem();
  }

  /** Whether any of these Conditions is a back problem. */
  public boolean isIn(List<Node> conditions) {
    return conditions.stream()
        .flatMap(it -> RecordCode.Coding.of(it, "code").stream())
        .anyMatch(this::matches);
  }

  /** Whether what a Condition says is a back problem. */
  boolean names(Said said) {
    return said.codings().stream().anyMatch(this::matches);
  }

  private boolean matches(RecordCode.Coding coding) {
    return codes.stream()
        .anyMatch(
            row -> coding.isOf(row.get(0)) && coding.is(row.get(1), row.get(2).equals("prefix")));
  }
}
