package org.plumbline.web.access.entrance;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import jakarta.servlet.ServletContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Liveness and readiness, answered by the I/O thread: whatever else hangs, an orchestrator must not
 * take a node for dead that answers its callers.
 */
public final class Health implements HttpHandler {
  private static final String READINESS = Health.class.getName() + ".readiness";
  private static final int OK = 200;

  private final ServletContext context;
  private final HttpHandler next;

  Health(ServletContext context, HttpHandler next) {
    this.context = context;
    this.next = next;
  }

  /**
   * Tells how readiness is found out.
   *
   * @param readiness gives JSON, soon and without holding the caller's thread
   */
  public static void readiness(
      ServletContext context, Supplier<CompletionStage<String>> readiness) {
    context.setAttribute(READINESS, readiness);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    var path = exchange.getRelativePath();
    var reads =
        exchange.getRequestMethod().equals(Methods.GET)
            || exchange.getRequestMethod().equals(Methods.HEAD);
    if (reads && path.equals("/api/health/live")) {
      Refusal.send(exchange, OK, "{\"status\":\"UP\"}");
      return;
    }
    if (reads
        && path.equals("/api/health/ready")
        && context.getAttribute(READINESS) instanceof Supplier<?> readiness
        && readiness.get() instanceof CompletionStage<?> answer) {
      exchange.dispatch(
          SameThreadExecutor.INSTANCE,
          () ->
              answer.thenAccept(
                  json ->
                      Connectors.executeRootHandler(
                          it -> Refusal.send(it, OK, String.valueOf(json)), exchange)));
      return;
    }
    next.handleRequest(exchange);
  }
}
