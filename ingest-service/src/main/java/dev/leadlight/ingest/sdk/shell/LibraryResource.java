package dev.leadlight.ingest.sdk.shell;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The library as it was written. Its address carries no version, so browsers ask again after five
 * minutes; until they have the answer they go on with what they have.
 */
@Path("/sdk/leadlight.js")
@PermitAll
@Tag(name = "Storefront library")
public class LibraryResource {

  private static final String CACHEABLE = "public, max-age=300, stale-while-revalidate=86400";

  private final byte[] script;
  private final EntityTag tag;

  LibraryResource() {
    this.script = read();
    this.tag = new EntityTag(digest(script), true);
  }

  @GET
  @Produces("text/javascript; charset=UTF-8")
  @Operation(summary = "The storefront library, for script tags")
  public Response library(@Context Request request) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok(script) : unchanged)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
        // Pages that isolate themselves load only what says that it may be loaded.
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }

  private static byte[] read() {
    try (InputStream script = LibraryResource.class.getResourceAsStream("/sdk/leadlight.js")) {
      if (script == null) {
        throw new IllegalStateException("leadlight.js is missing");
      }
      return script.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
