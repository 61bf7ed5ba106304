package pregel.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How help looks: options in sections, in the order that their declarations give. Tens of {@code
 * order} are sections.
 */
final class HelpLayout {
  private static final int WIDTH = 100;
  private static final int LONGEST_OPTION = 30;

  /** Options from this order on, up to the next section's, stand under one title. */
  private record Section(int from, String title) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(0, "Options"),
          new Section(20, "Reading"),
          new Section(40, "Engine"),
          new Section(60, "Limits and measures"),
          new Section(90, "Everywhere"));

  private HelpLayout() {}

  /** Sets up a command and those below it. */
  static void apply(CommandLine commandLine) {
    commandLine.setUsageHelpWidth(WIDTH);
    commandLine.setUsageHelpLongOptionsMaxWidth(LONGEST_OPTION);
    applyHeadings(commandLine);
  }

  private static void applyHeadings(CommandLine commandLine) {
    UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
    usage.synopsisHeading("%nUsage: ");
    usage.parameterListHeading("%nArguments%n");
    usage.commandListHeading("%nCommands%n");
    usage.footerHeading("%nExamples%n");
    commandLine
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
    commandLine.getSubcommands().values().forEach(HelpLayout::applyHeadings);
  }

  private static String options(Help help) {
    List<OptionSpec> options = new ArrayList<>(help.commandSpec().options());
    options.removeIf(OptionSpec::hidden);
    options.sort(Comparator.comparingInt(HelpLayout::order));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SECTIONS.size(); i++) {
      int from = SECTIONS.get(i).from();
      int to = i + 1 < SECTIONS.size() ? SECTIONS.get(i + 1).from() : Integer.MAX_VALUE;
      Help.Layout layout = help.createDefaultLayout();
      boolean any = false;
      for (OptionSpec option : options) {
        if (order(option) >= from && order(option) < to) {
          layout.addOption(option, help.createDefaultParamLabelRenderer());
          any = true;
        }
      }
      if (any) {
        text.append('\n').append(SECTIONS.get(i).title()).append('\n').append(layout);
      }
    }
    return text.toString();
  }

  /** Options without an order of their own, which picocli gives -1, stand first. */
  private static int order(OptionSpec option) {
    return Math.max(0, option.order());
  }
}
