package dev.leadlight.ingest.source.shell;

import dev.leadlight.ingest.source.Sources;
import dev.leadlight.ingest.source.WebhookRules;
import dev.leadlight.ingest.source.shell.SourceFile.Look;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sources in force: those of the service's configuration and those of the file. At start a
 * mistake in either stops the service; later one in the file leaves everything as it was. The
 * sources change all at once, and a request keeps the source that it began with.
 */
@Startup
@Singleton
public class SourceStore {

  private static final Logger LOG = Logger.getLogger(SourceStore.class);

  private final SourceConfig configured;
  private final WebhookRules rules;
  private final @Nullable SourceFile file;
  private @Nullable Look latest;
  private @Nullable Look judged;
  private volatile Sources sources;
  private volatile @Nullable String warning;

  SourceStore(SourceConfig configured, SourceFileConfig fileConfig, WebhookRules rules) {
    this.rules = rules;
    this.configured = configured;
    this.file = fileConfig.sourcesFile().map(SourceFile::new).orElse(null);
    if (file == null) {
      this.sources = SourceReader.read(List.of(configured), rules);
    } else {
      Look first = file.look();
      this.latest = first;
      this.judged = first;
      this.sources = SourceReader.read(List.of(configured, file.parse(first)), rules);
    }
  }

  /** Those in force. Who asks twice may get different ones. */
  public Sources sources() {
    return sources;
  }

  /** Why the file as it is now is not in force; empty if it is. Names no key. */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  /** Whether sources come from a file too. */
  boolean hasFile() {
    return file != null;
  }

  /**
   * Looks at the file, and puts it in force if it has changed and stayed the same since the last
   * look, so that it is not read while it is being written. Blocks.
   */
  synchronized void refresh() {
    if (file == null) {
      return;
    }
    Look now = file.look();
    boolean settled = now.equals(latest);
    latest = now;
    if (settled && !now.equals(judged)) {
      judged = now;
      judge(file, now);
    }
  }

  private void judge(SourceFile file, Look look) {
    try {
      Sources read = SourceReader.read(List.of(configured, file.parse(look)), rules);
      sources = read;
      warning = null;
      LOG.infof("sources read again: %d in force", read.count());
    } catch (IllegalArgumentException wrong) {
      warning = wrong.getMessage();
      LOG.warnf("the sources stay as they were: %s", wrong.getMessage());
    }
  }
}
