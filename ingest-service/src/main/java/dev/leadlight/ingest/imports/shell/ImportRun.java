package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.ingest.imports.Assembler;
import dev.leadlight.ingest.imports.Columns;
import dev.leadlight.ingest.imports.Cut;
import dev.leadlight.ingest.imports.RejectedPlace;
import dev.leadlight.ingest.imports.Row;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.imports.States.Tally;
import dev.leadlight.ingest.imports.shell.BrokenOffException.Reason;
import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.Receipt;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request's part of an import. A worker reads {@link #next}; then nobody does until Kafka has
 * the chunk, so that what that needs has no lock but must be seen by the next thread. The state is
 * behind the lock: signs of life are given whatever the worker does.
 */
final class ImportRun {

  private static final int MOST_ITEMS = 500;
  private static final int MOST_BYTES = 512 * 1024;
  private static final int LARGEST_MESSAGE = 256 * 1024;

  private final Part part;
  private final RowReader rows;
  private volatile ImportState state;
  private volatile Tally tally;
  private Instant checkpoint;
  private boolean concluded;
  private volatile @Nullable Assembler assembler;

  /**
   * A part of a file that is about to be read.
   *
   * @param claimed state whose attempt this run is
   */
  ImportRun(Part part, ImportState claimed) {
    this.part = part;
    this.state = claimed;
    this.tally = Tally.of(claimed);
    this.checkpoint = claimed.updatedAt();
    this.rows =
        new RowReader(
            PlainBody.of(part.body(), part.zipped()), claimed, part.mapping(), part.more());
  }

  ImportState state() {
    return state;
  }

  boolean isPartial() {
    return part.more();
  }

  /** Makes it fail at the next row. What Kafka was given is finished. */
  void stop(Reason reason) {
    part.body().breakOff(reason);
  }

  /** Whether it was stopped, or its sender has gone. */
  boolean isBrokenOff() {
    return part.body().isBrokenOff();
  }

  /** The next chunk. Blocks while the sender is slow. */
  Chunk next() throws IOException {
    Assembler messages = assembler();
    List<Item> items = new ArrayList<>();
    int bytes = 0;
    while (isSmall(items.size(), bytes)
        || (messages.cut() == null && isSmall(items.size() / 2, bytes / 2))) {
      Row row = rows.next();
      if (row == null) {
        if (!part.more()) {
          items.addAll(messages.finish());
        }
        return new Chunk(items, messages.cut(), true);
      }
      for (Item item : messages.take(row)) {
        items.add(item);
        bytes += item.size();
      }
    }
    return new Chunk(items, messages.cut(), false);
  }

  private static boolean isSmall(int items, int bytes) {
    return items < MOST_ITEMS && bytes < MOST_BYTES;
  }

  private Assembler assembler() throws IOException {
    Assembler known = assembler;
    if (known == null) {
      Columns columns = rows.columns();
      known = new Assembler(part.mapping(), columns, part.source().name(), state.id(), rows.cut());
      assembler = known;
    }
    return known;
  }

  Delivery delivery(Chunk chunk, Instant now) {
    return new Delivery(
        part.source(),
        RejectedPlace.endpoint(state.id(), state.attempt()),
        now,
        null,
        Envelope.NONE,
        chunk.items(),
        LARGEST_MESSAGE);
  }

  /** Kafka has the chunk. */
  synchronized void stored(Chunk chunk, Receipt receipt, Instant now) {
    tally = tally.plus(receipt);
    Cut cut = chunk.cut();
    if (cut != null) {
      state = States.advanced(state, cut, tally, rows.columnNames(), rows.delimiter(), now);
    }
  }

  /** Whether another attempt owns the import, or it has ended. */
  boolean isOvertakenBy(ImportState latest) {
    return latest.attempt() > state.attempt() || latest.state().isEnd();
  }

  /**
   * Has the state kept, as one that is alive, if that was not done for so long. What is kept goes
   * to Kafka in the order of what happened, and nothing behind the end.
   */
  synchronized Uni<ImportState> checkpoint(
      Duration every, Instant now, Function<ImportState, Uni<ImportState>> keep) {
    if (concluded || now.isBefore(checkpoint.plus(every))) {
      return Uni.createFrom().item(state);
    }
    checkpoint = now;
    state = States.alive(state, now);
    return keep.apply(state);
  }

  /** The state that it ended with; after this nothing but its end is kept. */
  synchronized ImportState conclude() {
    concluded = true;
    return state;
  }
}
