package dev.leadlight.feedback.access.shell;

import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.access.TokenRequest;
import dev.leadlight.feedback.access.TokenView;
import dev.leadlight.platform.access.AccessTokens;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.access.KeyDigest;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tokens for administrative routes of all services. */
@Path("/v1/tokens")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class TokenResource {

  private static final String EXAMPLE =
      """
      {"name": "dashboard", "role": "viewer", "expiresAt": "2027-11-22T00:00:00Z"}
      """;

  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;

  private final AccessTokens tokens;
  private final TokenPublisher publisher;
  private final Caller caller;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TokenResource(AccessTokens tokens, TokenPublisher publisher, Caller caller, Clock clock) {
    this.tokens = tokens;
    this.publisher = publisher;
    this.caller = caller;
    this.clock = clock;
  }

  /** All tokens, oldest first. */
  public record Tokens(List<TokenView> tokens) {}

  /**
   * A token that was made.
   *
   * @param token what to send as {@code Authorization: Bearer}; it is not told again
   */
  public record Made(TokenView details, String token) {}

  @GET
  @Operation(summary = "The named tokens, without what would let one use them")
  public Tokens list() {
    Instant now = clock.instant();
    return new Tokens(tokens.all().stream().map(token -> TokenView.of(token, now)).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a token",
      description =
          "The answer is the only time that the token is told; all services know it at once.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = TokenRequest.class),
              examples = @ExampleObject(name = "for a dashboard, a year", value = EXAMPLE)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = Made.class)))
  @APIResponse(responseCode = "422", description = "Fields are wrong; all are named")
  @APIResponse(responseCode = "503", description = "Perhaps made: see the list before trying again")
  public Uni<RestResponse<Made>> make(@Nullable TokenRequest request) {
    if (request == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    Instant now = clock.instant();
    List<Place> errors = request.errors(now);
    if (!errors.isEmpty()) {
      throw new ProblemException(ProblemType.UNPROCESSABLE, "No such token is made.", errors);
    }
    String secret = AccessToken.PREFIX + random(SECRET_BYTES);
    return caller
        .name()
        .map(by -> token(request, secret, by, now))
        .call(publisher::publish)
        .map(
            token ->
                RestResponse.status(
                    RestResponse.Status.CREATED, new Made(TokenView.of(token, now), secret)));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke a token", description = "Refused by all services a moment later.")
  @APIResponse(responseCode = "204", description = "Revoked")
  @APIResponse(responseCode = "404", description = "There is no token with this id")
  public Uni<Void> revoke(@RestPath String id) {
    return tokens
        .find(id)
        .map(publisher::revoke)
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "There is no token with this id."));
  }

  private AccessToken token(TokenRequest request, String secret, String by, Instant now) {
    return new AccessToken(
        "tok_" + random(ID_BYTES),
        Objects.requireNonNull(request.name()).strip(),
        KeyDigest.of(secret).hex(),
        Objects.requireNonNull(request.role()),
        by,
        now,
        request.expiresAt());
  }

  private String random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
