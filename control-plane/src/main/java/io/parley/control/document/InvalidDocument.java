package io.parley.control.document;

import java.util.List;

/** A document that cannot be kept, with everything that is wrong with it. Carries no stack. */
public final class InvalidDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /** Refuses a document for {@code findings}, of which there is at least one. */
  public InvalidDocument(List<Finding> findings) {
    super(findings.size() + " fields have to be put right", null, false, false);
    this.findings = List.copyOf(findings);
  }

  /** Refuses a document for one reason. */
  public InvalidDocument(String field, String reason, String remedy) {
    this(List.of(new Finding(field, reason, remedy)));
  }

  /** Throws when there is something to put right. */
  public static void unlessEmpty(List<Finding> findings) {
    if (!findings.isEmpty()) {
      throw new InvalidDocument(findings);
    }
  }

  /** All that is wrong. */
  public List<Finding> findings() {
    return findings;
  }
}
