package dev.leadlight.ingest.imports;

/**
 * A place between two rows where a file can be taken up again as if it had never broken.
 *
 * @param offset bytes of the plain file before it
 * @param rows rows before it
 */
public record Cut(long offset, long rows) {

  public static final Cut START = new Cut(0, 0);
}
