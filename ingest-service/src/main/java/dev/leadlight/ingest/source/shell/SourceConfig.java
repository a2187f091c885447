package dev.leadlight.ingest.source.shell;

import dev.leadlight.contracts.event.Channel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** Who may send: {@code leadlight.ingest.sources.<name>.…}. */
@ConfigMapping(prefix = "leadlight.ingest.sources")
public interface SourceConfig {

  /** Settings by the source's name. None by default: then every key is refused. */
  @WithParentName
  Map<String, Settings> byName();

  /** One source. */
  interface Settings {
    /** Its write keys, several while they are rotated: plain, or {@code sha256:} and the digest. */
    List<String> writeKeys();

    /** Where its signals are picked up, unless the signal itself says. */
    @WithDefault("online")
    Channel channel();

    /** Origins of the pages that may send, or {@code *} for any. */
    @WithDefault("*")
    List<String> allowedOrigins();
  }
}
