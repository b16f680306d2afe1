package org.plumbline.web.operation.health;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.plumbline.web.access.entrance.Health;

/**
 * Finds readiness out on a thread of its own. When the database does not say yes or no within a
 * second, the node says that it does not record.
 */
@ApplicationScoped
public class Readiness {
  private static final Logger LOG = System.getLogger(Readiness.class.getName());
  private static final long LIMIT_MILLIS = 1_000;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            var made = new Thread(work, "plumbline-readiness");
            made.setDaemon(true);
            made.setContextClassLoader(Readiness.class.getClassLoader());
            return made;
          });
  private HealthResource health;
  private RequestContextController context;
  private CompletableFuture<String> looking = CompletableFuture.completedFuture("");

  @SuppressWarnings("NullAway.Init")
  protected Readiness() {} // required by the container

  @Inject
  Readiness(HealthResource health, RequestContextController context) {
    this.health = health;
    this.context = context;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    if (started instanceof ServletContext application) {
      Health.readiness(application, this::find);
    }
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  /** What is found now, or what is known when that takes too long; one look serves all who ask. */
  synchronized CompletionStage<String> find() {
    if (looking.isDone()) {
      looking = CompletableFuture.supplyAsync(this::look, thread);
    }
    return looking
        .exceptionally(Readiness::unknown)
        .completeOnTimeout(
            HealthResource.unknown().toString(), LIMIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private String look() {
    var activated = context.activate();
    try {
      return health.ready().toString();
    } finally {
      if (activated) {
        context.deactivate();
      }
    }
  }

  private static String unknown(Throwable fault) {
    LOG.log(Level.WARNING, "readiness not found out: {0}", fault.getClass().getName());
    return HealthResource.unknown().toString();
  }
}
