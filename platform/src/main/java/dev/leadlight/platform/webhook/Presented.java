package dev.leadlight.platform.webhook;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What of a request proves who sent it. */
public interface Presented {

  /** A header, by its name in any case; of a repeated one the first value. */
  Optional<String> header(String name);

  /** The first value of a parameter of the address, decoded. */
  Optional<String> parameter(String name);

  /** The bytes that were sent, decompressed. */
  ByteBuffer body();
}
