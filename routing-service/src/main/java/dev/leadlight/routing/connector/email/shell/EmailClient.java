package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.email.DigestEmail;
import dev.leadlight.routing.connector.email.MailHeaders;
import dev.leadlight.routing.connector.email.RepEmail;
import dev.leadlight.routing.connector.email.ShopperEmail;
import dev.leadlight.routing.connector.email.SmtpReplies;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.DigestTimes;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.MailLanguage;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import dev.leadlight.routing.destination.shell.BuiltInDestination;
import dev.leadlight.routing.destination.shell.Connector;
import dev.leadlight.routing.link.shell.Links;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends by SMTP: to the inbox of the lead's rep or, as long as it has none, to the team's; and
 * marketing to the shopper. A repeat after a lost answer has the same Message-ID, by which most
 * inboxes show it once.
 */
@ApplicationScoped
public class EmailClient implements Connector, BuiltInDestination {

  private static final String TO = "to";
  private static final String FROM = "from";
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final EmailConfig config;
  private final Duration timeout;
  private final ReactiveMailer mailer;
  private final Paper repPaper;
  private final Paper shopperPaper;
  private final Paper digestPaper;
  private final Links links;
  private final SuppressionStore suppressions;
  private final Clock clock;

  private record Paper(Template text, Template html) {}

  EmailClient(
      EmailConfig config,
      DeliveryConfig delivery,
      ReactiveMailer mailer,
      @Location("rep-email.txt") Template repText,
      @Location("rep-email.html") Template repHtml,
      @Location("shopper-email.txt") Template shopperText,
      @Location("shopper-email.html") Template shopperHtml,
      @Location("digest-email.txt") Template digestText,
      @Location("digest-email.html") Template digestHtml,
      Links links,
      SuppressionStore suppressions,
      Clock clock) {
    this.config = config;
    this.timeout = delivery.timeout();
    this.mailer = mailer;
    this.repPaper = new Paper(repText, repHtml);
    this.shopperPaper = new Paper(shopperText, shopperHtml);
    this.digestPaper = new Paper(digestText, digestHtml);
    this.links = links;
    this.suppressions = suppressions;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "email";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.NOTIFY, Verb.SEND_EMAIL);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    SettingsCheck check =
        VendorSettings.checkLink(SettingsCheck.of(settings, secrets), settings)
            .required(TO)
            .required(FROM)
            .optional(DigestTimes.NAME);
    if (settings.text(DigestTimes.NAME).filter(t -> DigestTimes.parse(t).isEmpty()).isPresent()) {
      check.wrong(DigestTimes.NAME, "expected " + DigestTimes.EXPECTED);
    }
    return check.places();
  }

  @Override
  public String id() {
    return type();
  }

  @Override
  public Optional<Destination> destination() {
    return config
        .to()
        .map(to -> new Settings(Map.of(TO, to, FROM, config.from())))
        .map(settings -> Destination.builtIn(type(), "E-mail to the rep", settings, Map.of()));
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    String from = destination.settings().text(FROM).orElseThrow();
    return delivery.verb() == Verb.SEND_EMAIL
        ? toShopper(delivery, from)
        : toRep(delivery, from, destination.settings());
  }

  private Uni<Answer> toRep(Delivery delivery, String from, Settings settings) {
    Optional<Assignee> rep = Optional.ofNullable(delivery.assignee());
    RepEmail email =
        RepEmail.of(
            delivery,
            zone(delivery.assignee(), settings),
            VendorSettings.link(settings),
            rep.flatMap(known -> acknowledging(delivery, known)).orElse(null));
    String team = settings.text(TO).orElseThrow();
    Mail mail = mail(from, rep.map(Assignee::email).orElse(team), email.subject(), email.headers());
    return written(repPaper, email, mail).chain(each -> submit(each, addressee(rep)));
  }

  /**
   * Sends one mail about several leads.
   *
   * @param id of the digest: the same each time that it is sent
   * @param rep whose leads these are; null for the team
   */
  public Uni<Answer> sendDigest(
      String id, @Nullable Assignee rep, List<Delivery> deliveries, ReadyDestination destination) {
    Settings settings = destination.settings();
    DigestEmail email =
        DigestEmail.of(
            id,
            rep == null ? null : rep.name(),
            deliveries,
            zone(rep, settings),
            VendorSettings.link(settings),
            delivery -> rep == null ? null : acknowledging(delivery, rep).orElse(null));
    String team = settings.text(TO).orElseThrow();
    Mail mail =
        mail(
            settings.text(FROM).orElseThrow(),
            Optional.ofNullable(rep).map(Assignee::email).orElse(team),
            email.subject(),
            email.headers());
    return written(digestPaper, email, mail)
        .chain(each -> submit(each, addressee(Optional.ofNullable(rep))));
  }

  /** The rep's; of the team we know by whose clock it gets its digests, if it gets any. */
  private static ZoneId zone(@Nullable Assignee rep, Settings settings) {
    return rep != null && rep.zone() != null
        ? rep.zone()
        : settings
            .text(DigestTimes.NAME)
            .flatMap(DigestTimes::parse)
            .map(DigestTimes::zone)
            .orElse(UTC);
  }

  private Optional<String> acknowledging(Delivery delivery, Assignee rep) {
    return links.acknowledge(delivery.change().leadId().value(), rep.repId(), clock.instant());
  }

  /** Consent was asked for while planning; who has unsubscribed and not come back gets nothing. */
  private Uni<Answer> toShopper(Delivery delivery, String from) {
    String address = delivery.change().contact().email();
    ShopperEmail email =
        ShopperEmail.of(
            delivery,
            address == null || address.isBlank()
                ? null
                : links.unsubscribe(address, ShopperEmail.language(delivery).tag()).orElse(null));
    Mail mail = mail(from, email.to(), email.subject(), email.headers());
    return suppressions
        .isSuppressed(email.to(), delivery.change().subscribedAt())
        .chain(
            suppressed ->
                suppressed
                    ? Uni.createFrom().item(Answer.of(Outcome.refused(Reason.NO_CONSENT)))
                    : written(shopperPaper, email, email.language(), mail)
                        .chain(each -> submit(each, "contact.email")));
  }

  /** Where the address comes from, if it turns out to be none. */
  private static String addressee(Optional<Assignee> rep) {
    return rep.map(known -> "rep.email").orElse("settings." + TO);
  }

  /** The mailer looks at addresses before it calls anybody. */
  private Uni<Answer> submit(Mail mail, String addressee) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(mail))
        .onFailure(IllegalArgumentException.class)
        .transform(wrong -> new UnmappableException(addressee, "expected an e-mail address"))
        .replaceWith(() -> Answer.of(Outcome.accepted()))
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure(failure -> !(failure instanceof UnmappableException))
        .recoverWithItem(EmailClient::refusal);
  }

  private static Uni<Mail> written(Paper paper, Object content, Mail mail) {
    return written(paper, content, MailLanguage.EN.tag(), mail);
  }

  private static Uni<Mail> written(Paper paper, Object content, String language, Mail mail) {
    return Uni.combine()
        .all()
        .unis(
            paper.text().instance().setLocale(language).data("mail", content).createUni(),
            paper.html().instance().setLocale(language).data("mail", content).createUni())
        .with((plain, rich) -> mail.setText(plain).setHtml(rich));
  }

  private static Mail mail(String from, String to, String subject, Map<String, String> headers) {
    Mail mail =
        new Mail()
            .setFrom(from)
            .addTo(MailHeaders.address(to))
            .setSubject(MailHeaders.subject(subject));
    headers.forEach(mail::addHeader);
    return mail;
  }

  private static Answer refusal(Throwable failure) {
    if (failure instanceof SMTPException reply) {
      int code = reply.getReplyCode();
      String words = Objects.requireNonNullElse(reply.getReplyMessage(), "");
      return new Answer(SmtpReplies.classify(code), code, Excerpt.of(words));
    }
    boolean late = failure instanceof TimeoutException;
    return Answer.of(Outcome.failed(late ? Reason.TIMEOUT : Reason.UNREACHABLE));
  }
}
