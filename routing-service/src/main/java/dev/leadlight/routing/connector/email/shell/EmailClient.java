package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.routing.connector.email.RepEmail;
import dev.leadlight.routing.connector.email.SmtpReplies;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.shell.Connector;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends to the rep's inbox by SMTP. A repeat after a lost answer has the same Message-ID, by which
 * most inboxes show it once.
 */
@ApplicationScoped
class EmailClient implements Connector {

  private final Optional<String> to;
  private final String from;
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
    this.to = config.to();
    this.from = config.from();
    this.timeout = delivery.timeout();
    this.mailer = mailer;
    this.text = text;
    this.html = html;
  }

  @Override
  public String destination() {
    return "email";
  }

  @Override
  public boolean isConfigured() {
    return to.isPresent();
  }

  @Override
  public Uni<Answer> send(Delivery delivery) {
    RepEmail email = RepEmail.of(delivery);
    return Uni.combine()
        .all()
        .unis(text.data("mail", email).createUni(), html.data("mail", email).createUni())
        .with((plain, rich) -> mail(email, plain, rich))
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

  private Mail mail(RepEmail email, String plain, String rich) {
    Mail mail =
        new Mail()
            .setFrom(from)
            .addTo(to.orElseThrow())
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
