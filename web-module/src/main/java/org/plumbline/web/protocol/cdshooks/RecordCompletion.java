package org.plumbline.web.protocol.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.client.Client;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.protocol.cdshooks.HookRequest.FhirServer;
import org.plumbline.web.registry.Registry;

/**
 * Asks the EHR's FHIR server for what the prefetch left out, all keys at once, within one budget of
 * time. What is not there by then is shown as not assessed.
 */
@ApplicationScoped
class RecordCompletion {
  /** For all keys and pages together. Source: the answer is due in 500 ms, R-CDS-21. */
  static final Duration BUDGET = Duration.ofMillis(250);

  private static final int MOST_PAGES = 20;
  private static final int THREADS = 32;
  private static final int WAITING = 64;

  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING));
  private Outbound outbound;

  @SuppressWarnings("NullAway.Init")
  protected RecordCompletion() {} // required by the container

  @Inject
  RecordCompletion(Outbound outbound) {
    this.outbound = outbound;
    ((ThreadPoolExecutor) threads).allowCoreThreadTimeOut(true);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /** The call with what could be had in time. */
  HookRequest complete(HookRequest request, Caller caller) {
    var missing =
        request.hook().needed().stream().filter(it -> !request.of(it).complete()).toList();
    if (missing.isEmpty() || request.fhir().isEmpty()) {
      return request;
    }
    var server = request.fhir().get();
    var client = caller.client().filter(it -> isRegistered(it, server));
    var completed = new LinkedHashMap<>(request.prefetch());
    if (client.isEmpty()) {
      missing.stream()
          .filter(it -> request.of(it).state() == State.NOT_SENT)
          .forEach(it -> completed.put(it, Prefetched.of(State.NOT_ALLOWED)));
      return request.with(completed);
    }
    var deadline = System.nanoTime() + BUDGET.toNanos();
    var running = new LinkedHashMap<String, Future<Prefetched>>();
    for (var key : missing) {
      var call = new Call(server, client.get().privateAddresses(), deadline);
      try {
        running.put(key, threads.submit(() -> call.complete(request, key)));
      } catch (RejectedExecutionException e) {
        completed.put(key, orBetter(request.of(key), State.LATE));
      }
    }
    running.forEach((key, future) -> completed.put(key, await(future, request, key, deadline)));
    return request.with(completed);
  }

  private static boolean isRegistered(Client client, FhirServer server) {
    return client.fhirServers().stream()
        .anyMatch(it -> Registry.base(it).equals(Registry.base(server.address())));
  }

  private static Prefetched await(
      Future<Prefetched> future, HookRequest request, String key, long deadline) {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      return orBetter(request.of(key), State.LATE);
    } catch (ExecutionException e) {
      return orBetter(request.of(key), State.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return orBetter(request.of(key), State.LATE);
    }
  }

  /** A part that was sent is kept; else the state says why there is nothing. */
  private static Prefetched orBetter(Prefetched sent, State state) {
    return sent.usable() ? sent : Prefetched.of(state);
  }

  /** What one call may ask, and until when. */
  private final class Call {
    private final FhirServer server;
    private final boolean privateAddresses;
    private final long deadline;

    Call(FhirServer server, boolean privateAddresses, long deadline) {
      this.server = server;
      this.privateAddresses = privateAddresses;
      this.deadline = deadline;
    }

    Prefetched complete(HookRequest request, String key) {
      var sent = request.of(key);
      var template = Optional.ofNullable(request.hook().prefetch().get(key)).orElseThrow();
      if (!isCovered(template)) {
        return orBetter(sent, State.NOT_ALLOWED);
      }
      try {
        var read =
            sent.state() == State.PARTIAL && sent.next().isPresent()
                ? sent
                : get(Registry.base(server.address()) + "/" + filled(template, request));
        for (var page = 0; read.next().isPresent() && page < MOST_PAGES; page++) {
          read = read.and(get(read.next().get()));
        }
        return read;
      } catch (Refused | IntakeRefused e) {
        return orBetter(sent, System.nanoTime() >= deadline ? State.LATE : State.FAILED);
      }
    }

    private boolean isCovered(String template) {
      var search = template.contains("?");
      var type = template.split("[/?]")[0];
      return server
          .scopes()
          .map(it -> it.allow(type, search ? Interaction.SEARCH : Interaction.READ))
          .orElse(true);
    }

    private Prefetched get(String address) throws Refused {
      var base = Registry.base(server.address());
      if (!address.startsWith(base + "/") && !address.startsWith(base + "?")) {
        throw Refused.because("a page is on another server");
      }
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        throw Refused.because("no time is left");
      }
      var request =
          HttpRequest.newBuilder(uri(address))
              .timeout(left)
              .header("Accept", "application/fhir+json")
              .GET();
      server.token().ifPresent(it -> request.header("Authorization", "Bearer " + it));
      var answer = outbound.send(request.build(), privateAddresses);
      if (!answer.isSuccess()) {
        return Prefetched.of(State.FAILED);
      }
      var faults = new Faults();
      var read = Prefetched.read(new Node("fhirServer", JsonBody.parse(answer.body()), faults));
      return read.inPartIf(!faults.none());
    }

    private static URI uri(String address) throws Refused {
      try {
        return URI.create(address);
      } catch (IllegalArgumentException e) {
        throw Refused.because("a page has no address");
      }
    }

    private static String filled(String template, HookRequest request) {
      var id = request.patient().value().substring("Patient/".length());
      return template.replace("{{context.patientId}}", URLEncoder.encode(id, UTF_8));
    }
  }
}
