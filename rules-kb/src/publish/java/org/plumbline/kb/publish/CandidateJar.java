package org.plumbline.kb.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.Message;
import org.plumbline.kb.edge.KnowledgeJar;

/**
 * Makes a jar of knowledge in which one rule is missing: {@code CandidateJar <rules> <classes>
 * <folder> <rule>}. The tests of shadow mode and of the canaries run it beside the live one. A
 * candidate that is meant to go live is built by Maven like any other.
 */
public final class CandidateJar {
  private static final String MODEL = "META-INF/kie/org.plumbline/rules-kb/drools-model";

  private CandidateJar() {}

  public static void main(String[] args) throws IOException {
    var classes = Path.of(args[1]);
    var folder = Path.of(args[2], "without-" + args[3]);
    Files.deleteIfExists(Path.of(args[2], "without-" + args[3] + ".jar"));
    copy(classes, folder);
    compile(Path.of(args[0]), args[3], folder);
    Contents.write(folder);
    zip(folder, Path.of(args[2], "without-" + args[3] + ".jar"));
  }

  private static void compile(Path rules, String without, Path folder) throws IOException {
    var services = KieServices.get();
    var files = services.newKieFileSystem();
    var rule = Pattern.compile("(?ms)^rule \"" + Pattern.quote(without) + "\"$.*?^end$");
    var left = 0;
    for (var file : files(rules)) {
      var text = Files.readString(file);
      var changed = rule.matcher(text).replaceAll("");
      left += changed.equals(text) ? 0 : 1;
      files.write("src/main/resources/org/plumbline/kb/" + rules.relativize(file), changed);
    }
    if (left != 1) {
      throw new IllegalArgumentException("no rule is called " + without);
    }
    var builder = services.newKieBuilder(files, CandidateJar.class.getClassLoader());
    builder.buildAll(ExecutableModelProject.class);
    var errors = builder.getResults().getMessages(Message.Level.ERROR);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.toString());
    }
    var module = (InternalKieModule) builder.getKieModule();
    for (var name : module.getFileNames()) {
      if (name.endsWith(".class")) {
        put(folder.resolve(name), module.getBytes(name));
      } else if (name.endsWith("/drools-model")) {
        put(folder.resolve(MODEL), module.getBytes(name));
      }
    }
  }

  private static List<Path> files(Path rules) throws IOException {
    try (var files = Files.walk(rules)) {
      return files.filter(it -> it.toString().endsWith(".drl")).sorted().toList();
    }
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var path = from.relativize(file).toString();
        if (!path.equals(KnowledgeJar.CONTENTS)) {
          put(to.resolve(path), Files.readAllBytes(file));
        }
      }
    }
  }

  private static void zip(Path folder, Path jar) throws IOException {
    try (var files = Files.walk(folder);
        var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              file -> {
                try {
                  zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                  zip.write(Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
