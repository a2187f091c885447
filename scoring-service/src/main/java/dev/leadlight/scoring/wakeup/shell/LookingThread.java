package dev.leadlight.scoring.wakeup.shell;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where whole pages of leads are looked at. So much arithmetic would hold up lookups on the event
 * loops that answer them, and on more than one thread it would take every core from them. Nothing
 * waits here: Redis and Kafka are asked, and their answers bring the work back.
 */
@ApplicationScoped
public class LookingThread implements Executor {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "looks-at-leads");
            made.setDaemon(true);
            return made;
          });

  @Override
  public void execute(Runnable work) {
    thread.execute(work);
  }

  @PreDestroy
  void end() {
    thread.shutdown();
  }
}
