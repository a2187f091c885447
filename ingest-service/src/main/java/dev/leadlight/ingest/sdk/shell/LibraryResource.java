package dev.leadlight.ingest.sdk.shell;

import dev.leadlight.contracts.digest.Sha256;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The library as it was written, and compressed once for whoever takes that: the service's other
 * answers are too short to be worth it. Its address carries no version, so browsers ask again after
 * five minutes; until they have the answer they go on with what they have.
 */
@Path("/sdk/leadlight.js")
@PermitAll
@Tag(name = "Storefront library")
public class LibraryResource {

  private static final String CACHEABLE = "public, max-age=300, stale-while-revalidate=86400";

  private static final String GZIP = "gzip";
  private static final List<Variant> FORMS = Variant.encodings(GZIP, "identity").build();

  private final byte[] script;
  private final byte[] packed;
  private final EntityTag tag;

  LibraryResource() {
    this.script = read();
    this.packed = packed(script);
    this.tag = new EntityTag(Sha256.id(script), true);
  }

  @GET
  @Produces("text/javascript; charset=UTF-8")
  @Operation(summary = "The storefront library, for script tags")
  @APIResponse(
      responseCode = "200",
      description = "The script",
      content = @Content(schema = @Schema(type = SchemaType.STRING)))
  public Response library(
      @Context Request request, @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String taken) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? whole(request, taken) : unchanged)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
        // The origin that asks is named in the answer: a cache must not give that to another shop.
        .header(HttpHeaders.VARY, "Origin")
        // Pages that isolate themselves load only what says that it may be loaded.
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }

  /** The choice says in the answer what it depends on; who does not choose gets it as it is. */
  private Response.ResponseBuilder whole(Request request, @Nullable String taken) {
    Variant chosen = request.selectVariant(FORMS);
    return taken != null && chosen != null && GZIP.equals(chosen.getEncoding())
        ? Response.ok(packed).encoding(GZIP)
        : Response.ok(script);
  }

  private static byte[] packed(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
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
}
