import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Measures a server that ./run.sh has just started: the first call, then of each kind of call the
 * CPU of the server, what its threads allocate, and how long it takes, and memory in the end. Not a
 * test: machines are noisy. Run it from the root of the project: {@code java
 * integration-tests/src/benchmark/java/HttpBenchmark.java [calls]}; without a number 30,000 calls
 * are made.
 */
public final class HttpBenchmark {
  private static final int PATIENTS = 1000;
  private static final String PORT = System.getenv().getOrDefault("PLUMBLINE_PORT", "8080");
  private static final String HOOK = "/cds-services/low-back-triage";

  /** The threads of a lane, such as plumbline-hook-7. */
  private static final Pattern LANE = Pattern.compile("plumbline-[a-z]+-\\d+");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ProcessHandle server;
  private final ThreadMXBean threads;
  private final String body;
  private int patient = PATIENTS;

  private HttpBenchmark(ProcessHandle server, String body) throws Exception {
    this.server = server;
    this.threads =
        ManagementFactory.newPlatformMXBeanProxy(
            connection(server), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    this.body = body;
  }

  public static void main(String[] args) throws Exception {
    var calls = args.length == 0 ? 30_000 : Integer.parseInt(args[0]);
    var body = body();
    System.out.printf("first call               %8.1f ms%n", call(hook(body, "first")) / 1e6);
    new HttpBenchmark(server(), body).measure(calls);
  }

  private void measure(int calls) throws Exception {
    System.out.println("                            CPU     allocated      p50      p99");
    row("board of the example", calls / 30, i -> get("/app/board"));
    warm(calls * 2 / 3);
    row("seen before", calls / 3, i -> hook(body, "lifter-" + i % PATIENTS));
    row("new patient", calls / 10, i -> unseen());
    var response = between(body, "\"resource\": ");
    row("$process-response", calls / 10, i -> process(response));
    System.out.printf(
        "16 connections over one  %8.2f times the calls%n", throughput(16) / throughput(1));
    System.out.printf("heap used after GC       %8.0f MB%n", heapAfterGc());
    System.out.printf("resident memory          %8.0f MB%n", resident());
  }

  private void warm(int calls) throws IOException, InterruptedException {
    for (var i = 0; i < calls; i++) {
      call(i % 10 == 0 ? unseen() : hook(body, "lifter-" + i % PATIENTS));
    }
  }

  private HttpRequest unseen() {
    return hook(body, "lifter-" + patient++);
  }

  private void row(String name, int calls, IntFunction<HttpRequest> requests) throws Exception {
    for (var i = 0; i < calls / 5; i++) {
      call(requests.apply(i));
    }
    var cpu = server.info().totalCpuDuration().orElseThrow();
    var bytes = allocated();
    var nanos = new long[calls];
    for (var i = 0; i < calls; i++) {
      nanos[i] = call(requests.apply(i));
    }
    var spent = server.info().totalCpuDuration().orElseThrow().minus(cpu).toMillis();
    var kilobytes = (allocated() - bytes) / 1000.0 / calls;
    Arrays.sort(nanos);
    System.out.printf(
        "%-20s %8.2f ms %8.0f kB %5.1f ms %5.1f ms%n",
        name,
        spent / (double) calls,
        kilobytes,
        nanos[calls / 2] / 1e6,
        nanos[calls * 99 / 100] / 1e6);
  }

  /** Calls a second, of which one in ten is of a patient who was not seen before. */
  private double throughput(int connections) throws Exception {
    var each = 3_000 / connections;
    var pool = Executors.newFixedThreadPool(connections);
    var work = new ArrayList<Callable<Void>>();
    for (var c = 0; c < connections; c++) {
      var first = patient;
      patient += each;
      work.add(
          () -> {
            for (var i = 0; i < each; i++) {
              call(hook(body, "lifter-" + (i % 10 == 0 ? first + i : i % PATIENTS)));
            }
            return null;
          });
    }
    var start = System.nanoTime();
    for (var done : pool.invokeAll(work)) {
      done.get();
    }
    pool.shutdown();
    return each * connections * 1e9 / (System.nanoTime() - start);
  }

  private static ProcessHandle server() {
    return ProcessHandle.allProcesses()
        .filter(
            it ->
                it.info()
                    .arguments()
                    .map(Arrays::asList)
                    .filter(all -> all.contains("-Djboss.http.port=" + PORT))
                    .isPresent())
        .filter(it -> it.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("no server on port " + PORT + "; start ./run.sh first"));
  }

  private static MBeanServerConnection connection(ProcessHandle server) throws Exception {
    var machine = VirtualMachine.attach(String.valueOf(server.pid()));
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))
          .getMBeanServerConnection();
    } finally {
      machine.detach();
    }
  }

  /** Bytes that the threads which answer calls have allocated. */
  private long allocated() {
    var lanes =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(it -> it != null && LANE.matcher(it.getThreadName()).matches())
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return Arrays.stream(threads.getThreadAllocatedBytes(lanes)).filter(it -> it > 0).sum();
  }

  private static String body() throws IOException, InterruptedException {
    var process = new ProcessBuilder("seeds/request.sh", "saddle-numbness").start();
    var body = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return body;
  }

  /** The object that follows the name. */
  private static String between(String json, String name) {
    var from = json.indexOf(name) + name.length();
    var open = 0;
    for (var to = from; to < json.length(); to++) {
      open += json.charAt(to) == '{' ? 1 : json.charAt(to) == '}' ? -1 : 0;
      if (open == 0) {
        return json.substring(from, to + 1);
      }
    }
    throw new IllegalArgumentException("no " + name);
  }

  private static HttpRequest hook(String body, String patient) {
    return post(HOOK, "application/json", body.replace("lifter-1", patient));
  }

  private HttpRequest process(String response) {
    return post(
        "/fhir/QuestionnaireResponse/$process-response",
        "application/fhir+json",
        "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"in\", \"resource\": %s}]}"
            .formatted(response.replace("lifter-1", "lifter-" + patient++)));
  }

  private static HttpRequest post(String path, String type, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path)).build();
  }

  /** Nanoseconds until the whole answer is there. */
  private static long call(HttpRequest request) throws IOException, InterruptedException {
    var start = System.nanoTime();
    var response = CLIENT.send(request, BodyHandlers.ofString());
    var nanos = System.nanoTime() - start;
    check(request, response);
    return nanos;
  }

  private static void check(HttpRequest request, HttpResponse<String> response) {
    var recorded = response.headers().firstValue("Plumbline-Assessment").isPresent();
    if (response.statusCode() != 200 || (request.method().equals("POST") && !recorded)) {
      throw new IllegalStateException(
          "not answered and recorded: " + response.statusCode() + " " + response.body());
    }
  }

  private double heapAfterGc() throws IOException, InterruptedException {
    jcmd("GC.run");
    return jcmd("GC.heap_info")
            .lines()
            .filter(line -> line.contains("used ") && line.contains("total "))
            .filter(line -> !line.contains("Metaspace"))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
            .sum()
        / 1024.0;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(jcmd, String.valueOf(server.pid()), command).start();
    var output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }

  private double resident() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }
}
