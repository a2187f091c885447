package dev.leadlight.ingest.imports.shell;

import dev.leadlight.ingest.imports.Cut;
import dev.leadlight.ingest.intake.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is handed to Kafka at once.
 *
 * @param cut where to go on once it is stored; null if that is no place to begin at
 * @param last whether the body has ended
 */
record Chunk(List<Item> items, @Nullable Cut cut, boolean last) {}
