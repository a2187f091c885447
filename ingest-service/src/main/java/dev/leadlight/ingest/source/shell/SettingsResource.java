package dev.leadlight.ingest.source.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.source.Credentials;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.platform.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The documents that browser and mobile SDKs load at start; without them they send nothing. */
@Path("/")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SDK settings")
public class SettingsResource {

  /** By browsers only: the address in it is the one that whoever asks has named as ours. */
  private static final String CACHEABLE = "private, max-age=300";

  private final SourceStore store;

  SettingsResource(SourceStore store) {
    this.store = store;
  }

  @GET
  @Path("v1/projects/{writeKey}/settings")
  @Operation(summary = "Settings for the Segment SDKs: send to this host, load nothing else")
  public RestResponse<Map<String, Object>> settings(
      @PathParam("writeKey") String writeKey, @Context UriInfo uri) {
    if (store.sources().find(writeKey).isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "No source has this write key.");
    }
    URI base = uri.getBaseUri();
    Map<String, Object> segment =
        Map.of(
            "apiKey",
            writeKey,
            "apiHost",
            base.getAuthority() + "/v1",
            "protocol",
            base.getScheme());
    return cacheable(
        Map.of(
            "integrations", Map.of("Segment.io", segment),
            "plan", Map.of("track", Map.of("__default", Map.of("enabled", true))),
            "metrics", Map.of("sampleRate", 0),
            "remotePlugins", List.of(),
            "enabledMiddleware", Map.of(),
            "legacyVideoPluginsEnabled", false));
  }

  @GET
  @Path("sourceConfig")
  @Operation(summary = "Source document for the RudderStack browser SDK: no destinations")
  public RestResponse<Map<String, Object>> sourceConfig(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @HeaderParam("X-Write-Key") @Nullable String header,
      @QueryParam("writeKey") @Nullable String query) {
    for (String key : Credentials.of(authorization, header, query)) {
      Source source = store.sources().find(key).orElse(null);
      if (source != null) {
        return cacheable(Map.of("source", document(source, key)));
      }
    }
    throw new ProblemException(ProblemType.UNAUTHORIZED, "Send the write key of a source.");
  }

  private static Map<String, Object> document(Source source, String key) {
    Map<String, Object> off = Map.of("enabled", false);
    return Map.of(
        "id", source.name(),
        "name", source.name(),
        "writeKey", key,
        "workspaceId", "leadlight",
        "enabled", true,
        "config", Map.of("statsCollection", Map.of("errors", off, "metrics", off)),
        "destinations", List.of());
  }

  private static RestResponse<Map<String, Object>> cacheable(Map<String, Object> document) {
    return RestResponse.ResponseBuilder.ok(document)
        .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
        // The answer names the origin that may read it, so a cache keeps one for each.
        .header(HttpHeaders.VARY, "Origin")
        .build();
  }
}
