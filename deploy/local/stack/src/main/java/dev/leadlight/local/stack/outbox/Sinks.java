package dev.leadlight.local.stack.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The servers that take messages. One is accepted only when the outbox has it; otherwise the sender
 * is told to try again, as the real ones would.
 */
public final class Sinks {
  private static final int MAIL_LIMIT_BYTES = 5 * 1024 * 1024;
  private static final int TRY_AGAIN = 451;

  private final HttpServer http;
  private final SMTPServer smtp;

  private Sinks(HttpServer http, SMTPServer smtp) {
    this.http = http;
    this.smtp = smtp;
  }

  /** Opens both ports. */
  public static Sinks open(Vertx vertx, SinkPorts ports, Outbox outbox) {
    HttpServer http =
        vertx.createHttpServer().requestHandler(request -> receive(vertx, request, outbox));
    http.listen(ports.http(), "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    SMTPServer smtp =
        SMTPServer.port(ports.smtp())
            .bindAddress(InetAddress.getLoopbackAddress())
            .maxMessageSize(MAIL_LIMIT_BYTES)
            .messageHandler((context, from, to, mail) -> receiveMail(mail, outbox))
            .build();
    smtp.start();
    return new Sinks(http, smtp);
  }

  /** Closes both ports. */
  public void close() {
    smtp.stop();
    http.close().toCompletionStage().toCompletableFuture().join();
  }

  private static void receiveMail(byte[] mail, Outbox outbox) throws RejectException {
    try {
      outbox.add(Reading.email(mail));
    } catch (IOException fault) {
      throw new RejectException(TRY_AGAIN, "not kept: " + fault.getMessage());
    }
  }

  private static void receive(Vertx vertx, HttpServerRequest request, Outbox outbox) {
    request
        .body()
        .compose(body -> vertx.executeBlocking(() -> keep(request, body, outbox)))
        .recover(fault -> Future.succeededFuture(500))
        .onSuccess(
            status -> request.response().setStatusCode(status).end(status == 200 ? "ok" : ""));
  }

  private static int keep(HttpServerRequest request, Buffer body, Outbox outbox) {
    try {
      JsonNode json = ContractJson.mapper().readTree(body.getBytes());
      if (SinkPorts.SLACK_PATH.equals(request.path())) {
        outbox.add(Reading.slack(json));
      } else if (SinkPorts.WEBHOOK_PATH.equals(request.path())) {
        outbox.add(Reading.webhook(request.getHeader("webhook-id"), json));
      } else {
        return 404;
      }
      return 200;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
