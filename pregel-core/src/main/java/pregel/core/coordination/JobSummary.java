package pregel.core.coordination;

/** What a list of jobs shows of one. */
public record JobSummary(
    String id, long submittedMillis, JobState state, boolean cancelRequested) {}
