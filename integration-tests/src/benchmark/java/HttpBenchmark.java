import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measures a server that ./run.sh has just started: first call, CPU of the server per warm call
 * with recording, latency, memory. Not a test: machines are noisy. Run it from the root of the
 * project: {@code java integration-tests/src/benchmark/java/HttpBenchmark.java}.
 */
public final class HttpBenchmark {
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 10_000;
  private static final int PATIENTS = 1000;
  private static final String PORT = System.getenv().getOrDefault("PLUMBLINE_PORT", "8080");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private HttpBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var server = server();
    var body = body();
    for (var i = 0; i < WARM_UP; i++) {
      call(request(body, i));
    }
    var cpu = cpu(server);
    var nanos = new long[CALLS];
    for (var i = 0; i < CALLS; i++) {
      nanos[i] = call(request(body, i));
    }
    Arrays.sort(nanos);
    System.out.printf(
        "server CPU per warm call %8.2f ms%n", cpu(server).minus(cpu).toMillis() / (double) CALLS);
    System.out.printf("p50                      %8.2f ms%n", nanos[CALLS / 2] / 1e6);
    System.out.printf("p99                      %8.2f ms%n", nanos[CALLS * 99 / 100] / 1e6);
    System.out.printf("heap used after GC       %8.0f MB%n", heapAfterGc(server));
    System.out.printf("resident memory          %8.0f MB%n", resident(server));
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

  private static String body() throws IOException, InterruptedException {
    var process = new ProcessBuilder("seeds/request.sh", "saddle-numbness").start();
    var body = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return body;
  }

  /** The call for one of a thousand patients. */
  private static HttpRequest request(String body, int number) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + PORT + "/cds-services/low-back-triage"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace("lifter-1", "lifter-" + number % PATIENTS)))
        .build();
  }

  private static long call(HttpRequest request) throws IOException, InterruptedException {
    var start = System.nanoTime();
    var response = CLIENT.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200
        || response.headers().firstValue("Plumbline-Assessment").isEmpty()) {
      throw new IllegalStateException(
          "not recorded: " + response.statusCode() + " " + response.body());
    }
    return System.nanoTime() - start;
  }

  private static Duration cpu(ProcessHandle server) {
    return server.info().totalCpuDuration().orElseThrow();
  }

  private static double heapAfterGc(ProcessHandle server) throws IOException, InterruptedException {
    jcmd(server, "GC.run");
    return jcmd(server, "GC.heap_info")
            .lines()
            .filter(line -> line.contains("used ") && line.contains("total "))
            .filter(line -> !line.contains("Metaspace"))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
            .sum()
        / 1024.0;
  }

  private static String jcmd(ProcessHandle server, String command)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(jcmd, String.valueOf(server.pid()), command).start();
    var output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }

  private static double resident(ProcessHandle server) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }
}
