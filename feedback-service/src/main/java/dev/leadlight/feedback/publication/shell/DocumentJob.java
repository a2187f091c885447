package dev.leadlight.feedback.publication.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes documents that were stored but, by a crash or while Kafka was away, not sent. */
@ApplicationScoped
public class DocumentJob {

  private final DocumentWorkflow workflow;

  DocumentJob(DocumentWorkflow workflow) {
    this.workflow = workflow;
  }

  /** Infrastructure that is away shows in the health check; the next round tries again. */
  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> publishWaiting() {
    return workflow.publishWaiting().onFailure(Failures::isInfrastructure).recoverWithNull();
  }
}
