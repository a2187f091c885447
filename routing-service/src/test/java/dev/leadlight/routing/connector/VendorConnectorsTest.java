package dev.leadlight.routing.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.DestinationsTestResource;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.shell.Caller;
import dev.leadlight.routing.destination.shell.Connector;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How connectors bear what vendors' servers and the network do to them. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class VendorConnectorsTest {

  private static final String TOKEN_PATHS = "/(salesforce|marketo)/.*token";

  /** A vendor, with the shortest thing to ask of it. */
  enum Vendor {
    HUBSPOT(Verb.UPSERT_CONTACT, "{\"results\":[{\"id\":\"51822\"}]}"),
    SALESFORCE(Verb.UPSERT_CONTACT, "{}"),
    KLAVIYO(Verb.UPSERT_PROFILE, "{}"),
    MARKETO(Verb.UPSERT_PROFILE, "{\"success\":true,\"result\":[{\"id\":1}]}"),
    WEBHOOK(Verb.NOTIFY, "{}"),
    ZAPIER(Verb.NOTIFY, "{}");

    final Verb verb;
    final String success;

    Vendor(Verb verb, String success) {
      this.verb = verb;
      this.success = success;
    }

    Map<String, String> settings(String url) {
      return switch (this) {
        case HUBSPOT, KLAVIYO -> Map.of("baseUrl", url);
        case SALESFORCE, MARKETO -> Map.of("baseUrl", url, "clientId", "3MVG9");
        case WEBHOOK -> Map.of("url", url + "/here");
        case ZAPIER -> Map.of();
      };
    }

    Map<String, String> secrets(String url) {
      return switch (this) {
        case HUBSPOT -> Map.of("token", "s3cret");
        case SALESFORCE, MARKETO -> Map.of("clientSecret", "s3cret");
        case KLAVIYO -> Map.of("apiKey", "pk_s3cret");
        case WEBHOOK -> Map.of("secret", DestinationsTestResource.SECRET);
        case ZAPIER -> Map.of("url", url + "/catch");
      };
    }

    String type() {
      return name().toLowerCase(Locale.ROOT);
    }

    Delivery delivery() {
      return Deliveries.asking(verb, Map.of("owner", "never"));
    }
  }

  @Inject Destinations destinations;

  WireMockServer http;

  @BeforeEach
  void tokensAreLent() {
    http.resetAll();
    http.stubFor(
        any(urlPathMatching(TOKEN_PATHS))
            .atPriority(1)
            .willReturn(okJson("{\"access_token\":\"lent\",\"expires_in\":3599}")));
  }

  static Stream<Arguments> answers() {
    return Arrays.stream(Vendor.values())
        .flatMap(
            vendor ->
                Map.of(
                        401, "unauthorized",
                        403, "unauthorized",
                        404, "not-found",
                        409, "rejected",
                        410, vendor == Vendor.KLAVIYO ? "rejected" : "gone",
                        429, "throttled",
                        500, "destination-trouble",
                        302, "redirected")
                    .entrySet()
                    .stream()
                    .map(answer -> Arguments.of(vendor, answer.getKey(), answer.getValue())));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersHaveTheirReason(Vendor vendor, int status, String reason) {
    answersWith(vendor, aResponse().withStatus(status).withBody("{}"));

    assertThat(send(vendor).outcome().code()).isEqualTo(reason);
    assertThat(calls(vendor)).hasSize(status == 401 && lendsTokens(vendor) ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void deliversOnceAndShowsNoSecret(Vendor vendor) {
    answersWith(vendor, okJson(vendor.success));

    Answer answer = send(vendor);

    assertThat(answer.outcome().code()).isEqualTo("accepted");
    assertThat(calls(vendor)).hasSize(1);
    assertThat(answer.toString())
        .doesNotContain("ann@example.com", "lent", "s3cret", "/catch", "whsec_");
  }

  @ParameterizedTest
  @EnumSource
  void closedConnectionIsNoAnswer(Vendor vendor) {
    answersWith(vendor, aResponse().withFault(Fault.EMPTY_RESPONSE));

    assertThat(send(vendor).outcome().code()).isIn("unreachable", "timeout");
  }

  @Test
  void silenceIsATimeout() {
    for (Vendor vendor : Vendor.values()) {
      answersWith(vendor, okJson(vendor.success).withFixedDelay(20_000));
    }

    List<List<String>> outcomes =
        Uni.join()
            .all(
                Stream.concat(
                        Arrays.stream(Vendor.values())
                            .map(vendor -> sending(vendor, ready(vendor)))
                            .map(sent -> sent.map(answer -> List.of(answer.outcome().code()))),
                        Stream.of(sendingContacts("ann", "bob")))
                    .toList())
            .andFailFast()
            .await()
            .indefinitely();

    assertThat(outcomes).allSatisfy(each -> assertThat(each).containsOnly("timeout"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SALESFORCE", "MARKETO"})
  void tokenIsLentOnceForAll(Vendor vendor) {
    answersWith(vendor, okJson(vendor.success));
    ReadyDestination destination = ready(vendor);

    Uni.join()
        .all(sending(vendor, destination), sending(vendor, destination))
        .andFailFast()
        .await()
        .indefinitely();
    sending(vendor, destination).await().indefinitely();

    assertThat(tokens()).hasSize(1);
    assertThat(calls(vendor))
        .hasSize(3)
        .allSatisfy(call -> assertThat(call.getHeader("authorization")).isEqualTo("Bearer lent"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SALESFORCE", "MARKETO"})
  void tokenThatIsNotTakenAnyMoreIsRenewedOnce(Vendor vendor) {
    http.stubFor(
        any(urlPathMatching("/" + vendor.type() + "/.*"))
            .inScenario(vendor.type())
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("renewed")
            .willReturn(aResponse().withStatus(401)));
    http.stubFor(
        any(urlPathMatching("/" + vendor.type() + "/.*"))
            .inScenario(vendor.type())
            .whenScenarioStateIs("renewed")
            .willReturn(okJson(vendor.success)));
    lendsEachTimeAnother();

    assertThat(send(vendor).outcome().code()).isEqualTo("accepted");
    assertThat(tokens()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"SALESFORCE", "MARKETO"})
  void withoutATokenNothingIsSent(Vendor vendor) {
    http.stubFor(
        any(urlPathMatching(TOKEN_PATHS)).atPriority(1).willReturn(aResponse().withStatus(401)));

    assertThat(send(vendor).outcome().code()).isEqualTo("unauthorized");
    assertThat(calls(vendor)).isEmpty();
  }

  @Test
  void ownersAreAskedForOnce() {
    answersWith(Vendor.HUBSPOT, okJson(Vendor.HUBSPOT.success));
    ReadyDestination destination = ready(Vendor.HUBSPOT);
    Connector hubspot = connector(Vendor.HUBSPOT);
    Delivery delivery = Deliveries.asking(Verb.UPSERT_CONTACT, Map.of("owner", "always"));

    hubspot.send(delivery, destination).await().indefinitely();
    hubspot.send(delivery, destination).await().indefinitely();

    assertThat(calls(Vendor.HUBSPOT))
        .extracting(call -> call.getUrl().replaceAll("\\?.*", ""))
        .containsExactlyInAnyOrder(
            "/hubspot/crm/owners/2026-03/",
            "/hubspot/crm/objects/2026-03/contacts/batch/upsert",
            "/hubspot/crm/objects/2026-03/contacts/batch/upsert");
  }

  @ParameterizedTest
  @CsvSource({"401, unauthorized", "429, throttled", "500, destination-trouble"})
  void contactsOfACallShareItsFate(int status, String reason) {
    answersWith(Vendor.HUBSPOT, aResponse().withStatus(status).withBody("{}"));

    assertThat(sendContacts("ann", "bob")).containsExactly(reason, reason);
    assertThat(calls(Vendor.HUBSPOT)).hasSize(1);
  }

  @Test
  void oneBadContactFailsAloneThoughHubSpotRefusesTheCall() {
    answersWith(Vendor.HUBSPOT, okJson(Vendor.HUBSPOT.success));
    http.stubFor(
        any(urlPathMatching("/hubspot/.*"))
            .withRequestBody(containing("bob@example.com"))
            .willReturn(aResponse().withStatus(400).withBody("{}")));

    assertThat(sendContacts("ann", "bob", "cleo"))
        .containsExactly("accepted", "rejected", "accepted");
    assertThat(calls(Vendor.HUBSPOT)).as("together, then each alone").hasSize(4);
  }

  @Test
  void contactOfWhichTheAnswerSaysSoFailsAlone() {
    answersWith(
        Vendor.HUBSPOT,
        aResponse()
            .withStatus(207)
            .withBody(
                "{\"results\":[{\"id\":\"1\",\"objectWriteTraceId\":\"dlv_ann0\"}],"
                    + "\"errors\":[{\"category\":\"VALIDATION_ERROR\","
                    + "\"context\":{\"objectWriteTraceId\":[\"dlv_bob1\"]}}]}"));

    assertThat(sendContacts("ann", "bob")).containsExactly("accepted", "rejected");
    assertThat(calls(Vendor.HUBSPOT)).hasSize(1);
  }

  @Test
  void leadsOfOneAddressGoInCallsOfTheirOwn() {
    answersWith(Vendor.HUBSPOT, okJson(Vendor.HUBSPOT.success));

    assertThat(sendContacts("ann", "bob", "Ann"))
        .containsExactly("accepted", "accepted", "accepted");
    assertThat(calls(Vendor.HUBSPOT)).hasSize(2);
  }

  private List<String> sendContacts(String... names) {
    return sendingContacts(names).await().indefinitely();
  }

  /** Of leads without a rep. */
  private Uni<List<String>> sendingContacts(String... names) {
    List<Delivery> deliveries =
        IntStream.range(0, names.length).mapToObj(at -> contact(names[at], at)).toList();
    return Caller.sendAll(setUp(Vendor.HUBSPOT), deliveries)
        .map(
            answers ->
                deliveries.stream()
                    .map(each -> answers.get(each.id()))
                    .map(answer -> answer == null ? "none" : answer.outcome().code())
                    .toList());
  }

  private static Delivery contact(String name, int at) {
    Contact contact = new Contact(name, name + "@example.com", null, null, null);
    return new Delivery(
        "dlv_" + name + at,
        "vendor",
        Verb.UPSERT_CONTACT,
        Map.of(),
        0,
        T0,
        null,
        TierChanges.with(becomesSalesReady(newLead()), List.of(), contact, List.of()),
        null);
  }

  @ParameterizedTest
  @EnumSource(names = {"HUBSPOT", "SALESFORCE", "KLAVIYO", "MARKETO"})
  void tryingOutLeavesNothingBehind(Vendor vendor) {
    answersWith(vendor, okJson(vendor.success));

    Answer answer = connector(vendor).test(vendor.delivery(), ready(vendor)).await().indefinitely();

    assertThat(answer.outcome().code()).isEqualTo("accepted");
    assertThat(calls(vendor))
        .singleElement()
        .satisfies(call -> assertThat(call.getMethod()).isEqualTo(RequestMethod.GET));
  }

  @ParameterizedTest
  @EnumSource
  void settingsOfTheseTestsAreAccepted(Vendor vendor) {
    Set<String> secrets = vendor.secrets(http.baseUrl()).keySet();

    assertThat(connector(vendor).checkSettings(ready(vendor).settings(), secrets)).isEmpty();
    assertThat(connector(vendor).checkSettings(new Settings(Map.of("colour", "blue")), Set.of()))
        .extracting("pointer")
        .contains("/settings/colour");
  }

  private Answer send(Vendor vendor) {
    return sending(vendor, ready(vendor)).await().indefinitely();
  }

  private Uni<Answer> sending(Vendor vendor, ReadyDestination destination) {
    return connector(vendor).send(vendor.delivery(), destination);
  }

  private Connector connector(Vendor vendor) {
    return destinations.connector(vendor.type()).orElseThrow();
  }

  private ReadyDestination ready(Vendor vendor) {
    return new ReadyDestination(destination(vendor), vendor.secrets(url(vendor)));
  }

  private SetUp setUp(Vendor vendor) {
    return new SetUp(destination(vendor), connector(vendor), ready(vendor), null);
  }

  /** A destination that no other test knows, so that nothing is remembered of it. */
  private Destination destination(Vendor vendor) {
    return new Destination(
        "v" + UUID.randomUUID(),
        vendor.type(),
        vendor.type(),
        new Settings(Map.copyOf(vendor.settings(url(vendor)))),
        Map.of(),
        null,
        true,
        false);
  }

  private String url(Vendor vendor) {
    return http.baseUrl() + "/" + vendor.type();
  }

  private void answersWith(Vendor vendor, ResponseDefinitionBuilder answer) {
    http.stubFor(any(urlPathMatching("/" + vendor.type() + "/.*")).willReturn(answer));
  }

  private void lendsEachTimeAnother() {
    for (String state : List.of(Scenario.STARTED, "again")) {
      http.stubFor(
          any(urlPathMatching(TOKEN_PATHS))
              .atPriority(1)
              .inScenario("tokens")
              .whenScenarioStateIs(state)
              .willSetStateTo("again")
              .willReturn(okJson("{\"access_token\":\"lent-" + state + "\",\"expires_in\":3599}")));
    }
  }

  private static boolean lendsTokens(Vendor vendor) {
    return vendor == Vendor.SALESFORCE || vendor == Vendor.MARKETO;
  }

  private List<LoggedRequest> calls(Vendor vendor) {
    return http.findAll(anyRequestedFor(anyUrl())).stream()
        .filter(call -> call.getUrl().startsWith("/" + vendor.type() + "/"))
        .filter(call -> !call.getUrl().contains("/token"))
        .toList();
  }

  private List<LoggedRequest> tokens() {
    return http.findAll(anyRequestedFor(urlPathMatching(TOKEN_PATHS)));
  }
}
