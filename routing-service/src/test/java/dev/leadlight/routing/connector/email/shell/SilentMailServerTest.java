package dev.leadlight.routing.connector.email.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail server that takes calls, says nothing for a while, and never remembers them. */
@SuppressWarnings("NullAway.Init")
class SilentMailServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** As many as go to one destination at once. */
  private static final int AT_ONCE = 16;

  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP).dynamicPort());
  private SmtpDoor door;
  private Vertx vertx;

  @BeforeEach
  void start() {
    smtp.start();
    door = new SmtpDoor(smtp.getSmtp().getPort());
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    vertx.closeAndAwait();
    door.close();
    smtp.stop();
  }

  @Test
  void mailsGoAgainAsSoonAsItAnswersOthers() throws IOException {
    MailClient mailer = MailClient.create(vertx, settings());
    door.shut(true);
    List<CompletableFuture<MailResult>> unanswered =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> send(mailer).ifNoItem().after(Duration.ofSeconds(2)).fail())
            .map(Uni::subscribeAsCompletionStage)
            .toList();
    unanswered.forEach(
        each ->
            assertThat(each).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class));
    door.shut(false);

    assertThat(send(mailer).await().atMost(PATIENCE).getRecipients()).hasSize(1);
  }

  private static Uni<MailResult> send(MailClient mailer) {
    return mailer.sendMail(
        new MailMessage("leadlight@shop.example", "rep@shop.example", "A lead", "is yours"));
  }

  /** As the service has them. */
  private MailConfig settings() throws IOException {
    Properties service = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
      service.load(Objects.requireNonNull(in));
    }
    return new MailConfig("localhost", door.port())
        .setStarttls(StartTLSOptions.DISABLED)
        .setMaxPoolSize(
            Integer.parseInt(service.getProperty("quarkus.mailer.max-pool-size", "10")));
  }
}
