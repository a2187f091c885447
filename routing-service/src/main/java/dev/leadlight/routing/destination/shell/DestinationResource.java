package dev.leadlight.routing.destination.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.destination.SampleDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where things are told. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/destinations")
@Tag(name = "Destinations", description = "Where things are told")
@Produces(MediaType.APPLICATION_JSON)
public class DestinationResource {

  private static final String EXAMPLE =
      """
      {"type": "webhook", "name": "Data warehouse", "ratePerSecond": 50,
       "settings": {"url": "https://warehouse.example.com/leadlight"},
       "secrets": {"secret": {"ref": "env:LEADLIGHT_SECRET_WAREHOUSE"}}}
      """;

  private final Destinations destinations;
  private final DestinationWorkflow workflow;
  private final HealthStore health;
  private final OutboxStore outbox;
  private final Clock clock;

  DestinationResource(
      Destinations destinations,
      DestinationWorkflow workflow,
      HealthStore health,
      OutboxStore outbox,
      Clock clock) {
    this.destinations = destinations;
    this.workflow = workflow;
    this.health = health;
    this.outbox = outbox;
    this.clock = clock;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists the destinations, with how they are doing and what waits for them")
  @APIResponse(responseCode = "200", description = "All of them, by id")
  public Uni<DestinationList> list() {
    return listed();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Shows a destination")
  @APIResponse(responseCode = "200", description = "The destination")
  @APIResponse(responseCode = "404", description = "No such destination")
  public Uni<DestinationView> show(@RestPath String id) {
    return shown(id);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sets a destination up, or changes it",
      description =
          "Each type wants settings and secrets of its own; see docs/destinations.md. A secret is"
              + " given as {\"value\": …}, which is stored encrypted, or as {\"ref\": …} to a"
              + " variable (env:NAME) or a file (file:/path); null removes it, and one that isn't"
              + " mentioned stays. No answer ever shows it.")
  @RequestBody(
      required = true,
      content = @Content(examples = @ExampleObject(name = "a signed webhook", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "Stored; known to all replicas in a second or two")
  @APIResponse(responseCode = "409", description = "The service's settings describe it")
  @APIResponse(
      responseCode = "422",
      description = "Not a correct destination; every error names its place")
  public Uni<DestinationView> put(@RestPath String id, @Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "Expected an object.");
    }
    return workflow.put(id, body).chain(() -> shown(id));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Removes a destination",
      description = "What waits for it becomes dead letters, which can be sent elsewhere.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "404", description = "No such destination")
  @APIResponse(responseCode = "409", description = "The service's settings describe it")
  public Uni<Void> delete(@RestPath String id) {
    return workflow.delete(id);
  }

  @POST
  @Path("/{id}/enable")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Lets a destination be called again")
  @APIResponse(responseCode = "200", description = "What waited is sent now")
  @APIResponse(responseCode = "404", description = "No such destination")
  @APIResponse(responseCode = "409", description = "The service's settings describe it")
  public Uni<DestinationView> enable(@RestPath String id) {
    return workflow.enable(id, true).chain(() -> shown(id));
  }

  @POST
  @Path("/{id}/disable")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Stops calling a destination; what is meant for it waits")
  @APIResponse(responseCode = "200", description = "It is left alone")
  @APIResponse(responseCode = "404", description = "No such destination")
  @APIResponse(responseCode = "409", description = "The service's settings describe it")
  public Uni<DestinationView> disable(@RestPath String id) {
    return workflow.enable(id, false).chain(() -> shown(id));
  }

  @POST
  @Path("/{id}/test")
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Calls a destination for real, about a person that doesn't exist",
      description =
          "Some types only look whether the credentials are taken. A body may say which verb to"
              + " try: {\"verb\": \"notify\", \"with\": {}}.")
  @APIResponse(responseCode = "200", description = "What came of it, for better or worse")
  @APIResponse(responseCode = "404", description = "No such destination")
  @APIResponse(responseCode = "422", description = "It doesn't offer that verb")
  public Uni<TestResult> test(@RestPath String id, @Nullable JsonNode body) {
    return destinations
        .load()
        .map(ready -> destinations.find(id).orElseThrow(DestinationResource::unknown))
        .chain(setUp -> test(setUp, verb(setUp, body), with(body)));
  }

  private Uni<TestResult> test(SetUp setUp, Verb verb, Map<String, String> with) {
    Instant startedAt = clock.instant();
    Delivery sample =
        SampleDelivery.of(
            "test_" + UUID.randomUUID(), setUp.destination().id(), verb, with, startedAt);
    return Caller.test(setUp, sample).map(answer -> result(answer, startedAt));
  }

  private TestResult result(Answer answer, Instant startedAt) {
    return new TestResult(
        answer.outcome().code(),
        answer.status(),
        answer.request(),
        answer.excerpt(),
        Duration.between(startedAt, clock.instant()).toMillis());
  }

  private static Verb verb(SetUp setUp, @Nullable JsonNode body) {
    String label = body == null ? "" : body.path("verb").asText("");
    return setUp.connector().verbs().stream()
        .filter(verb -> label.isEmpty() || verb.label().equals(label))
        .min(Comparator.naturalOrder())
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.UNPROCESSABLE, "This destination doesn't offer that verb."));
  }

  private static Map<String, String> with(@Nullable JsonNode body) {
    Map<String, String> with = new HashMap<>();
    if (body != null) {
      body.path("with")
          .properties()
          .forEach(field -> with.put(field.getKey(), field.getValue().asText()));
    }
    return with;
  }

  static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such destination.");
  }

  /** All destinations. */
  record DestinationList(List<DestinationView> destinations) {}

  private Uni<DestinationList> listed() {
    return destinations
        .load()
        .chain(outbox::depths)
        .map(
            queues ->
                new DestinationList(
                    destinations.all().values().stream()
                        .sorted(Comparator.comparing(setUp -> setUp.destination().id()))
                        .map(
                            setUp ->
                                DestinationView.of(
                                    setUp,
                                    health.of(setUp.destination().id()),
                                    queues,
                                    clock.instant()))
                        .toList()));
  }

  /** Not by way of the endpoint, which asks who calls: that is not known once a Uni has begun. */
  private Uni<DestinationView> shown(String id) {
    return listed()
        .map(
            all ->
                all.destinations().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(DestinationResource::unknown));
  }
}
