package dev.leadlight.ingest.imports;

import static java.util.Objects.requireNonNull;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows together to messages, in one pass and with a window of bounded size. For one thread.
 *
 * <p>Rows of one group need not be neighbours: a group waits until {@value #WINDOW} rows have come
 * since its first one, and groups leave in the order of their first rows. So which rows are one
 * message follows from the file alone and not from where it broke, and a file can be taken up again
 * wherever no group has rows on both sides: there the window was empty. Such a place comes with
 * every group of a file that is sorted at all; in one that is not, it may be long in coming, and
 * then more rows are read again and become the same messages under the same ids.
 */
public final class Assembler {

  /** Rows within which those of one group are looked for. */
  public static final int WINDOW = 1_000;

  /** What a window holds at most, however long its rows are. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Messages messages;
  private final @Nullable String by;
  private final Columns columns;
  private final Map<String, List<Row>> open = new LinkedHashMap<>();
  private long openBytes;
  private long lastRowLeft;
  private Cut end;

  /**
   * Assembles from there on.
   *
   * @param start what {@link #cut} said before, or the place behind the header row
   * @param importId makes the ids of messages that have none of their own
   */
  public Assembler(Mapping mapping, Columns columns, String source, String importId, Cut start) {
    this.messages = new Messages(mapping, columns, source, importId);
    this.by = mapping.group() == null ? null : mapping.group().by();
    this.columns = columns;
    this.end = start;
  }

  /** The messages that this row completes; none while its group waits. */
  public List<Item> take(Row row) {
    end = new Cut(row.end(), row.number());
    if (by == null) {
      return messages.of(List.of(row));
    }
    List<Item> complete = new ArrayList<>();
    hold(row);
    while (!open.isEmpty() && isFull(row)) {
      complete.addAll(release());
    }
    return complete;
  }

  /** The messages that still wait: the file is at its end. */
  public List<Item> finish() {
    List<Item> complete = new ArrayList<>();
    while (!open.isEmpty()) {
      complete.addAll(release());
    }
    return complete;
  }

  /**
   * Where to go on once everything that was handed out is stored; null if that is nowhere yet,
   * because a group that was handed out has rows behind one that waits.
   */
  public @Nullable Cut cut() {
    if (open.isEmpty()) {
      return end;
    }
    Row first = firstOpen();
    return lastRowLeft < first.number() ? new Cut(first.start(), first.number() - 1) : null;
  }

  /** A row that belongs to nobody waits as a group of its own, so that the order stays. */
  private void hold(Row row) {
    String group = columns.cell(row, requireNonNull(by));
    String key = group == null ? "row " + row.number() : "group " + group;
    open.computeIfAbsent(key, first -> new ArrayList<>(2)).add(row);
    openBytes += row.size();
  }

  private boolean isFull(Row last) {
    return openBytes > MOST_BYTES || firstOpen().number() + WINDOW <= last.number();
  }

  private Row firstOpen() {
    return open.values().iterator().next().get(0);
  }

  private List<Item> release() {
    Iterator<List<Row>> groups = open.values().iterator();
    List<Row> rows = groups.next();
    groups.remove();
    for (Row row : rows) {
      openBytes -= row.size();
    }
    lastRowLeft = Math.max(lastRowLeft, rows.get(rows.size() - 1).number());
    Row first = rows.get(0);
    return first.fault() == null && columns.cell(first, requireNonNull(by)) == null
        ? List.of(Messages.refused(RejectionReason.MISSING_VALUE, requireNonNull(by), first, rows))
        : messages.of(rows);
  }
}
