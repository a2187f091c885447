package dev.leadlight.routing.delivery;

/**
 * A delivery can't be put into its destination's words, however often one tries: a template or a
 * mapping fails. It becomes a dead letter that names the field.
 */
public final class UnmappableException extends RuntimeException {

  private final String field;

  /**
   * What is wrong where.
   *
   * @param field as the operator knows it: {@code with.subject}, {@code settings.properties.score}
   * @param message without personal data
   */
  public UnmappableException(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  public String field() {
    return field;
  }

  /** {@code with.subject: expected a text}. */
  public String text() {
    return field + ": " + getMessage();
  }
}
