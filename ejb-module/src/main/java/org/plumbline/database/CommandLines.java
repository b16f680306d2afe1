package org.plumbline.database;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;

/**
 * Command lines that all speak alike: each has {@code --help}; what does not fit is said with how
 * it is called, and status 2; a database that cannot be used is status 1.
 */
public final class CommandLines {
  private static final int WRONG = 2;
  private static final int WIDTH = 140;

  private CommandLines() {}

  /** The command line of a command with its subcommands. */
  public static CommandLine of(Object command, Object... subcommands) {
    var line = new CommandLine(command);
    for (var it : subcommands) {
      line.addSubcommand(it);
    }
    withHelp(line);
    return line.setUsageHelpWidth(WIDTH)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((fault, arguments) -> wrong(fault))
        .setExecutionExceptionHandler((fault, of, result) -> failed(fault, of));
  }

  private static void withHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Says how it is called.")
                .build());
    line.getSubcommands().values().forEach(CommandLines::withHelp);
  }

  private static int wrong(ParameterException fault) {
    return wrong(fault.getCommandLine(), said(fault));
  }

  private static int wrong(CommandLine line, String why) {
    line.getErr().println("plumbline: " + why);
    usage(line, line.getErr());
    return WRONG;
  }

  /** Of a command that has others below it, how each of these is called. */
  private static void usage(CommandLine line, PrintWriter to) {
    if (line.getSubcommands().isEmpty()) {
      line.usage(to);
    } else {
      line.getSubcommands().values().forEach(it -> usage(it, to));
    }
  }

  private static String said(ParameterException fault) {
    var below = fault.getCommandLine().getSubcommands();
    if (fault instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return name(missing.getMissing().get(0)) + " is missing";
    }
    if (fault instanceof OverwrittenOptionException twice && twice.getOverwritten() != null) {
      return name(twice.getOverwritten()) + " is given twice";
    }
    return below.isEmpty()
        ? String.valueOf(fault.getMessage())
        : "expected " + either(new ArrayList<>(new TreeSet<>(below.keySet())));
  }

  private static String either(List<String> names) {
    var last = names.remove(names.size() - 1);
    return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }

  /** Bugs of ours end it with what the JVM says. */
  private static int failed(Exception fault, CommandLine line) throws Exception {
    if (fault instanceof IllegalArgumentException || fault instanceof IOException) {
      return wrong(line, String.valueOf(fault.getMessage()));
    }
    if (fault instanceof SQLException) {
      line.getErr()
          .println(
              "plumbline: the database cannot be used (start the server once to make its tables): "
                  + fault.getMessage());
      return 1;
    }
    throw fault;
  }
}
