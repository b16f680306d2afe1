import java.util.List;
import java.util.Map;

/** What the files of knowledge/ hold, typed once: snakeyaml gives objects. */
final class YamlEntry {
  private YamlEntry() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }

  /** The entries under a key; none when it is not there. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> entries(Map<String, Object> it, String key) {
    return (List<Map<String, Object>>) it.getOrDefault(key, List.of());
  }

  /** The texts under a key; none when it is not there. */
  @SuppressWarnings("unchecked")
  static List<String> strings(Map<String, Object> it, String key) {
    return (List<String>) it.getOrDefault(key, List.of());
  }
}
