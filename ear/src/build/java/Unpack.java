import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.XZInputStream;

/**
 * Puts the programs of PostgreSQL into the server: {@code java Unpack.java folder-with-a-txz
 * target}. Maven's plugins unpack the jar, not the archive in it, and a fresh machine has tar but
 * no xz.
 */
public final class Unpack {
  private Unpack() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    var target = Files.createDirectories(Path.of(arguments[1]));
    try (var found = Files.list(Path.of(arguments[0]))) {
      for (var it : found.filter(f -> f.toString().endsWith(".txz")).toList()) {
        unpack(it, target);
      }
    }
  }

  private static void unpack(Path archive, Path target) throws IOException, InterruptedException {
    var tar =
        new ProcessBuilder("tar", "-xf", "-", "-C", target.toString())
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    try (var in = new XZInputStream(Files.newInputStream(archive));
        var out = tar.getOutputStream()) {
      in.transferTo(out);
    }
    if (tar.waitFor() != 0) {
      throw new IOException("tar could not unpack " + archive);
    }
  }
}
