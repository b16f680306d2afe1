package org.plumbline.web.access.entrance;

import static java.util.Objects.requireNonNull;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.encoding.RequestEncodingHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import jakarta.servlet.ServletContext;
import java.util.EnumMap;
import java.util.Locale;
import org.plumbline.web.access.entrance.WholeBody.Limits;

/**
 * The way of a call to its thread. Health is answered at once; a body is taken whole, unzipped and
 * bounded; then the call waits in the lane of its kind. Under overload the hook has the most
 * threads, and pages and bulk are told to come again.
 */
public final class Entrance implements ServletExtension {
  /** 4 MiB of one body: an intake has 100 kB, a population in one call 2 MB. */
  private static final int LARGEST = 4_194_304;

  /** The form of a page has some 10 kB. */
  private static final int LARGEST_FORM = 262_144;

  /** Of all bodies that are not answered yet; a tenth of the heap. */
  private static final long ALL_BYTES = 50_331_648;

  private static final int BODY_MILLIS = 10_000;

  /** A proxy has given up before. */
  private static final int HOLD = 60_000;

  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    deployment.addInitialHandlerChainWrapper(next -> new Health(context, bodies(lanes(next))));
  }

  static HttpHandler bodies(HttpHandler next) {
    var any = new WholeBody(new Limits(LARGEST, ALL_BYTES, BODY_MILLIS), next);
    var forms = new WholeBody(new Limits(LARGEST_FORM, ALL_BYTES, BODY_MILLIS), next);
    return unzipped(exchange -> (isPage(exchange) ? forms : any).handleRequest(exchange));
  }

  /** What is counted afterwards are the bytes that come out. */
  static HttpHandler unzipped(HttpHandler next) {
    var unzipping = new RequestEncodingHandler(next).addEncoding("gzip", Unzipped.WRAPPER);
    return new HttpContinueReadHandler(
        exchange -> {
          var headers = exchange.getRequestHeaders();
          var packed = headers.getFirst(Headers.CONTENT_ENCODING);
          if (packed == null) {
            next.handleRequest(exchange);
            return;
          }
          var name = packed.strip().toLowerCase(Locale.ROOT);
          if (headers.count(Headers.CONTENT_ENCODING) == 1
              && (name.equals("gzip") || name.equals("identity"))) {
            headers.put(Headers.CONTENT_ENCODING, name);
            unzipping.handleRequest(exchange);
            return;
          }
          exchange.putAttachment(WholeBody.REFUSED, Refusal.UNREADABLE);
          next.handleRequest(exchange);
        });
  }

  private static HttpHandler lanes(HttpHandler next) {
    var lanes = new EnumMap<Kind, Lane>(Kind.class);
    for (var kind : Kind.values()) {
      var name = kind.name().toLowerCase(Locale.ROOT);
      lanes.put(kind, new Lane(name, kind.atOnce(), kind.waiting(), kind.waitMillis(), HOLD, next));
    }
    return exchange ->
        requireNonNull(lanes.get(Kind.of(exchange.getRelativePath()))).handleRequest(exchange);
  }

  private static boolean isPage(HttpServerExchange exchange) {
    var path = exchange.getRelativePath();
    return path.startsWith("/intake/")
        || path.startsWith("/kiosk/")
        || path.startsWith("/app/")
        || path.startsWith("/launch");
  }
}
