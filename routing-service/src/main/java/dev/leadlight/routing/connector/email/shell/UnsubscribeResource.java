package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.routing.delivery.MailLanguage;
import dev.leadlight.routing.link.shell.LinkPages;
import dev.leadlight.routing.link.shell.LinkPages.Words;
import dev.leadlight.routing.link.shell.Links;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Where people say that they want no more marketing mail (RFC 8058). */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/hooks/unsubscribe")
@Tag(name = "Links", description = "Where links in e-mails lead")
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

  private final SuppressionStore suppressions;
  private final UnsubscribePublisher publisher;
  private final Links links;
  private final LinkPages pages;
  private final Clock clock;

  UnsubscribeResource(
      SuppressionStore suppressions,
      UnsubscribePublisher publisher,
      Links links,
      LinkPages pages,
      Clock clock) {
    this.suppressions = suppressions;
    this.publisher = publisher;
    this.links = links;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Path("/{token}")
  @PermitAll
  @Operation(
      summary = "Shows the button to unsubscribe",
      description = "Changes nothing, for scanners follow links.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "404", description = "The link is not complete")
  public Uni<RestResponse<String>> show(
      @RestPath String token,
      @Parameter(hidden = true) @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @DefaultValue("")
          String languages) {
    return links
        .unsubscribing(token, clock.instant())
        .map(parts -> pages.page(asking(language(parts))))
        .orElseGet(() -> incomplete(languages));
  }

  @POST
  @Path("/{token}")
  @PermitAll
  @Operation(
      summary = "Unsubscribes",
      description =
          "At once, whatever the body says; mailbox providers post List-Unsubscribe=One-Click. A used"
              + " token is answered in the same way.")
  @APIResponse(responseCode = "200", description = "Unsubscribed")
  @APIResponse(responseCode = "404", description = "The link is not complete")
  @APIResponse(responseCode = "503", description = "Not written down; to be tried again")
  public Uni<RestResponse<String>> unsubscribe(
      @RestPath String token,
      @Parameter(hidden = true) @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @DefaultValue("")
          String languages) {
    Instant now = clock.instant();
    return links
        .unsubscribing(token, now)
        .map(parts -> unsubscribe(parts.get(0), now).chain(() -> pages.page(done(language(parts)))))
        .orElseGet(() -> incomplete(languages));
  }

  /** That of the mail. */
  private static MailLanguage language(List<String> parts) {
    return parts.size() < 2
        ? MailLanguage.EN
        : MailLanguage.ofTag(parts.get(1)).orElse(MailLanguage.EN);
  }

  static ShopperWords words(MailLanguage language) {
    return language == MailLanguage.EN
        ? MessageBundles.get(ShopperWords.class)
        : MessageBundles.get(ShopperWords.class, Localized.Literal.of(language.tag()));
  }

  private static Words asking(MailLanguage language) {
    ShopperWords words = words(language);
    return new Words(language.tag(), words.question(), words.press(), words.unsubscribe());
  }

  private static Words done(MailLanguage language) {
    ShopperWords words = words(language);
    return new Words(language.tag(), words.done(), words.gone(), null);
  }

  /**
   * Whoever believed to be unsubscribed would go on getting mails. Of which mail it was nothing is
   * left, so that the browser has to tell the language.
   */
  private Uni<RestResponse<String>> incomplete(String languages) {
    MailLanguage language = MailLanguage.best(languages);
    ShopperWords words = words(language);
    return pages.noSuchLink(new Words(language.tag(), words.broken(), words.again(), null));
  }

  /** Our own mails stop at once; all others when scoring-service has taken the event. */
  private Uni<Void> unsubscribe(String address, Instant now) {
    return suppressions.suppress(address, now).chain(() -> publisher.publish(address, now));
  }
}
