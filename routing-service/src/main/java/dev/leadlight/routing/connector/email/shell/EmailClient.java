package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.email.RepEmail;
import dev.leadlight.routing.connector.email.SmtpReplies;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import dev.leadlight.routing.destination.shell.BuiltInDestination;
import dev.leadlight.routing.destination.shell.Connector;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Sends to the rep's inbox by SMTP. A repeat after a lost answer has the same Message-ID, by which
 * most inboxes show it once.
 */
@ApplicationScoped
class EmailClient implements Connector, BuiltInDestination {

  private static final String TO = "to";
  private static final String FROM = "from";

  private final EmailConfig config;
  private final Duration timeout;
  private final ReactiveMailer mailer;
  private final Template text;
  private final Template html;

  EmailClient(
      EmailConfig config,
      DeliveryConfig delivery,
      ReactiveMailer mailer,
      @Location("rep-email.txt") Template text,
      @Location("rep-email.html") Template html) {
    this.config = config;
    this.timeout = delivery.timeout();
    this.mailer = mailer;
    this.text = text;
    this.html = html;
  }

  @Override
  public String type() {
    return "email";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.NOTIFY);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return SettingsCheck.of(settings, secrets).required(TO).required(FROM).places();
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
    RepEmail email = RepEmail.of(delivery);
    return Uni.combine()
        .all()
        .unis(text.data("mail", email).createUni(), html.data("mail", email).createUni())
        .with((plain, rich) -> mail(email, destination.settings(), plain, rich))
        .chain(this::submit);
  }

  private Uni<Answer> submit(Mail mail) {
    return mailer
        .send(mail)
        .replaceWith(() -> Answer.of(Outcome.accepted()))
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .recoverWithItem(EmailClient::refusal);
  }

  private static Mail mail(RepEmail email, Settings settings, String plain, String rich) {
    Mail mail =
        new Mail()
            .setFrom(settings.text(FROM).orElseThrow())
            .addTo(settings.text(TO).orElseThrow())
            .setSubject(email.subject())
            .setText(plain)
            .setHtml(rich);
    email.headers().forEach(mail::addHeader);
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
