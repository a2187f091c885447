package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.LeadFilter;
import dev.leadlight.scoring.answer.LeadPage;
import dev.leadlight.scoring.answer.ListCursor;
import dev.leadlight.scoring.answer.Lookup;
import dev.leadlight.scoring.answer.LookupAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Several leads at once: those one asks for, or the foremost. */
@Path("/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Leads")
public class LeadListResource {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;
  private static final String BY_SCORE = "score";

  private final AnswerWorkflow answers;
  private final ListWorkflow lists;
  private final Clock clock;

  LeadListResource(AnswerWorkflow answers, ListWorkflow lists, Clock clock) {
    this.answers = answers;
    this.lists = lists;
    this.clock = clock;
  }

  @POST
  @Path("lookup")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Up to 100 leads in one call",
      description =
          "For those who must not put addresses into URLs, and for whoever needs many at once."
              + " Answers stand in the order of the question.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "two leads",
                      value = "{\"leads\": [\"email:ann@example.com\", \"anonymous:5f2a\"]}")))
  @APIResponse(responseCode = "200", description = "An entry for each, found or not")
  @APIResponse(responseCode = "400", description = "The body is not JSON of that shape")
  @APIResponse(responseCode = "422", description = "Some entries are no names of leads")
  public Uni<LookupAnswer> lookUp(Lookup.@Nullable Body body) {
    Lookup.Reading reading = Lookup.read(body);
    Lookup lookup = reading.lookup();
    if (lookup == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "Not every entry names a lead.", reading.places());
    }
    Instant at = lookup.at();
    return answers.lookUp(lookup, at == null ? clock.instant() : at);
  }

  @GET
  @Operation(
      summary = "Leads by their current score, highest first",
      description =
          "All pages of one walk are evaluated at the moment of the first. A page may have fewer"
              + " leads than asked for and still a next one: each call looks at 2,000 leads at most."
              + " Scores closer than a hundredth of a point may change places between pages.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              schema = @Schema(implementation = LeadPage.class),
              examples =
                  @ExampleObject(
                      name = "one lead",
                      value =
                          "{\"at\": \"2026-11-20T10:00:00Z\", \"scorecard\": {\"id\":"
                              + " \"retail-starter\", \"version\": \"1\"}, \"leads\": [{\"leadId\":"
                              + " \"Zm9vYmFyYmF6cXV4cXV1eA\", \"identities\": [\"user:u1\"], \"score\":"
                              + " 99.97, \"tier\": \"sales-ready\", \"since\":"
                              + " \"2026-11-20T09:58:10Z\", \"segments\": [\"repeat-browser\"],"
                              + " \"rfmGroup\": null, \"firstSeen\":"
                              + " \"2026-11-02T16:20:00Z\"}], \"next\": null}")))
  @APIResponse(responseCode = "400", description = "A parameter is wrong, or the cursor too old")
  public Uni<LeadPage> list(
      @RestQuery
          @Parameter(description = "Only leads that stand in this tier", example = "sales-ready")
          @Nullable String tier,
      @RestQuery @Parameter(description = "Only leads in this segment", example = "cart-abandoner")
          @Nullable String segment,
      @RestQuery @Parameter(description = "Only customers of this name", example = "champions")
          @Nullable String rfmGroup,
      @RestQuery
          @Parameter(
              description = "The order; there is one",
              schema = @Schema(type = SchemaType.STRING, defaultValue = BY_SCORE))
          @Nullable String sort,
      @RestQuery @Parameter(description = "next of the page before, for an hour")
          @Nullable String cursor,
      @RestQuery
          @Parameter(
              description = "Leads on a page, at most 200",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @Nullable String limit) {
    if (sort != null && !sort.equals(BY_SCORE)) {
      throw ProblemException.parameter("sort", "score is the only order");
    }
    return lists.page(new LeadFilter(tier, segment, rfmGroup), cursor(cursor), limit(limit));
  }

  private @Nullable ListCursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    ListCursor cursor =
        ListCursor.parse(text)
            .orElseThrow(
                () -> ProblemException.parameter("cursor", "the value of next of another page"));
    if (!cursor.isFresh(clock.instant())) {
      throw ProblemException.parameter(
          "cursor", "a cursor holds for an hour; begin again at the first page");
    }
    return cursor;
  }

  /** Read here, for the framework answers 404 to a number that isn't one. */
  static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL_LIMIT;
    }
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw ProblemException.parameter("limit", "a number from 1 to " + HIGHEST_LIMIT);
    }
    return limit;
  }
}
