package org.plumbline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelsTest {
  private final Map<String, String> settings = new HashMap<>();

  private Channels read() {
    return Channels.read(name -> Optional.ofNullable(settings.get(name)));
  }

  private String fault() {
    return String.valueOf(assertThrows(IllegalStateException.class, this::read).getMessage());
  }

  @Test
  void noneIsSetByItself() {
    assertEquals(Channels.NONE, read());
  }

  @Test
  void aMailServerIsAskedForTlsUnlessItIsOnThisMachine() {
    settings.put("PLUMBLINE_URL", "https://plumbline.example/");
    settings.put("PLUMBLINE_SMTP_HOST", "mail.example");
    settings.put("PLUMBLINE_SMTP_FROM", "clinic@example.org");
    var mail = read().mail().orElseThrow();
    assertEquals(587, mail.port());
    assertFalse(mail.isLoopback());
    settings.put("PLUMBLINE_SMTP_HOST", "127.0.0.1");
    assertTrue(read().mail().orElseThrow().isLoopback());
    assertEquals("https://plumbline.example", read().address().orElseThrow().toString());
  }

  @Test
  void everyFaultIsNamed() {
    settings.put("PLUMBLINE_SMTP_HOST", "mail.example");
    settings.put("PLUMBLINE_SMTP_PORT", "0");
    settings.put("PLUMBLINE_SMTP_USER", "clinic");
    settings.put("PLUMBLINE_SMS_WEBHOOK", "http://sms.example/send");
    var fault = fault();
    for (var name : new String[] {"PORT", "FROM", "USER", "SMS_WEBHOOK"}) {
      assertTrue(fault.contains(name), fault);
    }
  }

  @Test
  void aMessageNamesTheAddressOfThisServer() {
    settings.put("PLUMBLINE_SMS_WEBHOOK", "https://sms.example/send");
    assertTrue(fault().contains("PLUMBLINE_URL"));
  }
}
