package io.promptyard.router.app;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how an application came by its state: from a changelog, and from which offset on, or from its own standby. One
 * line for each store and partition, none where there is nothing to restore. Thread-safe.
 */
record RestoreLog(String application) implements StateRestoreListener, StandbyUpdateListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreLog.class);

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
        if (from < end) {
            LOG.info("{}: restores {}-{} from offset {} to {}", application, store, changelog.partition(), from, end);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long offset, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        if (records > 0) {
            LOG.info("{}: restored {}-{}, {} records", application, store, changelog.partition(), records);
        }
    }

    @Override
    public void onUpdateStart(TopicPartition changelog, String store, long from) {
        LOG.info("{}: stands by for {}-{} from offset {} on", application, store, changelog.partition(), from);
    }

    @Override
    public void onBatchLoaded(
            TopicPartition changelog, String store, TaskId task, long offset, long records, long changelogEnd) {}

    @Override
    public void onUpdateSuspended(
            TopicPartition changelog, String store, long offset, long changelogEnd, SuspendReason reason) {
        switch (reason) {
            case PROMOTED ->
                LOG.info(
                        "{}: takes {}-{} over from its standby at offset {} of {}",
                        application,
                        store,
                        changelog.partition(),
                        offset,
                        changelogEnd);
            case MIGRATED -> LOG.info("{}: stands by for {}-{} no longer", application, store, changelog.partition());
        }
    }
}
