package org.plumbline.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.VersionWords;
import org.plumbline.kb.edge.KnowledgeJar;

/**
 * A knowledge that runs beside the live one and concludes otherwise: its classes with other
 * constants, so that nothing has to be compiled.
 */
final class ChangedKnowledge {
  private static final int TEXT = 1;

  private final KnowledgeJar jar;
  private final Function<List<Map.Entry<String, String>>, List<String>> edge;

  /** Each text of a class may become another; {@code change} is asked class by class. */
  ChangedKnowledge(Function<List<String>, UnaryOperator<String>> change) {
    var files = new TreeMap<>(KnowledgeJar.live().allFiles());
    files.remove(KnowledgeJar.CONTENTS);
    files.replaceAll((name, file) -> name.endsWith(".class") ? changed(file, change) : file);
    var contents =
        files.entrySet().stream()
            .map(it -> KnowledgeJar.sha256(it.getValue()) + "  " + it.getKey() + "\n")
            .collect(Collectors.joining());
    files.put(KnowledgeJar.CONTENTS, contents.getBytes(UTF_8));
    jar = KnowledgeJar.of(files);
    edge = jar.open();
  }

  String hash() {
    return jar.hash();
  }

  /** The lines of the transcript; what was said is given as codes with values. */
  List<String> transcript(List<Map.Entry<String, String>> said) {
    return edge.apply(said);
  }

  /** Its words, as they are kept with it. */
  @SuppressWarnings("unchecked") // texts of the JDK
  Map<String, String> texts() {
    try {
      var loader = edge.getClass().getClassLoader();
      var type = loader.loadClass(KnowledgeBase.class.getName());
      var words =
          loader
              .loadClass(VersionWords.class.getName())
              .getMethod("of", type)
              .invoke(null, type.getMethod("load").invoke(null));
      return (Map<String, String>) words.getClass().getMethod("texts").invoke(words);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] changed(byte[] file, Function<List<String>, UnaryOperator<String>> change) {
    try {
      var texts = new ArrayList<String>();
      copy(
          file,
          it -> {
            texts.add(it);
            return it;
          });
      return copy(file, change.apply(texts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a class with its texts changed; they are named by number, whatever their length. */
  private static byte[] copy(byte[] file, UnaryOperator<String> text) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(file));
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(in.readNBytes(8));
    var count = in.readUnsignedShort();
    out.writeShort(count);
    for (var i = 1; i < count; i++) {
      var tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == TEXT) {
        out.writeUTF(text.apply(in.readUTF()));
      } else {
        out.write(in.readNBytes(length(tag)));
        i += tag == 5 || tag == 6 ? 1 : 0; // a long and a double count twice
      }
    }
    out.write(in.readAllBytes());
    return bytes.toByteArray();
  }

  /** How many bytes a constant has. Source: JVM specification, table 4.4-A. */
  private static int length(int tag) {
    return switch (tag) {
      case 5, 6 -> 8;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 15 -> 3;
      case 7, 8, 16, 19, 20 -> 2;
      default -> throw new IllegalArgumentException("no constant has the tag " + tag);
    };
  }
}
