package dev.leadlight.routing.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.leadlight.contracts.tier.Contact;
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
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** Servers that answer as a vendor's would, and destinations that send to them. */
@SuppressWarnings("NullAway.Init")
abstract class VendorServers {

  static final String TOKEN_PATHS = "/(salesforce|marketo)/.*token";

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

  final Answer send(Vendor vendor) {
    return sending(vendor, ready(vendor)).await().indefinitely();
  }

  final Uni<Answer> sending(Vendor vendor, ReadyDestination destination) {
    return connector(vendor).send(vendor.delivery(), destination);
  }

  /** Of leads without a rep. */
  final Uni<List<String>> sendingContacts(String... names) {
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

  final Connector connector(Vendor vendor) {
    return destinations.connector(vendor.type()).orElseThrow();
  }

  final ReadyDestination ready(Vendor vendor) {
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

  final void answersWith(Vendor vendor, ResponseDefinitionBuilder answer) {
    http.stubFor(any(urlPathMatching("/" + vendor.type() + "/.*")).willReturn(answer));
  }

  final List<LoggedRequest> calls(Vendor vendor) {
    return http.findAll(anyRequestedFor(anyUrl())).stream()
        .filter(call -> call.getUrl().startsWith("/" + vendor.type() + "/"))
        .filter(call -> !call.getUrl().contains("/token"))
        .toList();
  }
}
