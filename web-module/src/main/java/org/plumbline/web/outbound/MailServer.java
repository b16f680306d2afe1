package org.plumbline.web.outbound;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.clinic.Channels.Smtp;
import org.plumbline.contact.Contact.Address;
import org.plumbline.web.outbound.Deliveries.Outcome;
import org.plumbline.web.outbound.Deliveries.Result;

/** The clinic's mail server. What it answers is told without the address. */
final class MailServer {
  /** For all that is said with the server about one message. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static final String WAIT_MILLIS = "5000";
  private static final int MOST_AT_ONCE = 4;

  private final Smtp smtp;
  private final Clock clock;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), MailServer::thread);

  MailServer(Smtp smtp, Clock clock) {
    this.smtp = smtp;
    this.clock = clock;
  }

  /**
   * What is written.
   *
   * @param id by which the server knows a message that comes twice
   */
  record Letter(UUID id, Address to, Words words) {}

  /** A subject and a text. */
  record Words(String subject, Body body) {}

  /** A text, in lines. */
  record Body(String text) {}

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "plumbline-mail");
    thread.setDaemon(true);
    return thread;
  }

  void stop() {
    threads.shutdownNow();
  }

  Outcome send(Letter letter) {
    Future<Outcome> sending = threads.submit(() -> sendNow(letter));
    try {
      return sending.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Outcome(Result.LATER, "no answer in time");
    } catch (ExecutionException e) {
      return new Outcome(Result.LATER, "not sent: " + kind(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(Result.LATER, "no answer in time");
    } finally {
      sending.cancel(true);
    }
  }

  /** A message can name the file of the password; the kind of fault does not. */
  private static String kind(ExecutionException failed) {
    var cause = failed.getCause();
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  private Outcome sendNow(Letter letter) throws IOException {
    // The library finds its parts by the loader of the thread.
    Thread.currentThread().setContextClassLoader(Session.class.getClassLoader());
    var session = Session.getInstance(properties());
    try (var transport = session.getTransport("smtp")) {
      connect(transport);
      var message = message(session, letter);
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome(Result.SENT, "taken by the mail server");
    } catch (AuthenticationFailedException e) {
      return new Outcome(Result.LATER, "the mail server refuses the user");
    } catch (SendFailedException e) {
      return e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0
          ? new Outcome(Result.NEVER, "the mail server refuses the address")
          : new Outcome(Result.LATER, "the mail server refuses for now");
    } catch (MessagingException e) {
      return new Outcome(Result.LATER, "the mail server: " + e.getClass().getSimpleName());
    }
  }

  private void connect(Transport transport) throws MessagingException, IOException {
    if (smtp.login().isEmpty()) {
      transport.connect();
      return;
    }
    var login = smtp.login().get();
    var password = Files.readString(login.passwordFile(), StandardCharsets.UTF_8).strip();
    transport.connect(login.user(), password);
  }

  private Properties properties() {
    var tls = !smtp.isLoopback();
    var properties = new Properties();
    properties.put("mail.smtp.host", smtp.host());
    properties.put("mail.smtp.port", String.valueOf(smtp.port()));
    properties.put("mail.smtp.auth", String.valueOf(smtp.login().isPresent()));
    properties.put("mail.smtp.connectiontimeout", WAIT_MILLIS);
    properties.put("mail.smtp.timeout", WAIT_MILLIS);
    properties.put("mail.smtp.writetimeout", WAIT_MILLIS);
    properties.put("mail.smtp.starttls.required", String.valueOf(tls && !smtp.isTlsFirst()));
    properties.put("mail.smtp.starttls.enable", "true");
    properties.put("mail.smtp.ssl.enable", String.valueOf(tls && smtp.isTlsFirst()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    return properties;
  }

  private MimeMessage message(Session session, Letter letter) throws MessagingException {
    var message =
        new MimeMessage(session) {
          /** The same for every try. */
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + letter.id() + "@" + domain() + ">");
          }
        };
    message.setFrom(new InternetAddress(smtp.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to().value(), true));
    message.setSubject(letter.words().subject(), "UTF-8");
    message.setText(letter.words().body().text(), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    // Nobody's holiday notice comes back.
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private String domain() {
    return smtp.from().substring(smtp.from().indexOf('@') + 1);
  }
}
