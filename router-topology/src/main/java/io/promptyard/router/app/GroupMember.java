package io.promptyard.router.app;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread as a static member of its application's group. A static member does not leave when it is closed, and
 * the thread that takes a dead one's place has another number, hence another {@code group.instance.id}: without being
 * taken out, the dead member would keep its partitions until its session is over. Stateless.
 */
record GroupMember(String group, String instance) {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The calling stream thread's; Streams ends both its name and its instance id with its number. */
    static GroupMember ofCurrentThread(Properties properties) {
        String thread = Thread.currentThread().getName();
        String process =
                properties.getProperty(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        return new GroupMember(
                properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                process + thread.substring(thread.lastIndexOf('-')));
    }

    /** Takes it out of its group; blocks for at most five seconds. When that fails its session is waited for, as before. */
    void remove(Properties properties, KafkaClientSupplier clients) {
        var options = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(instance)));
        options.reason("its stream thread failed");
        options.timeoutMs((int) PATIENCE.toMillis());
        try (Admin admin = admin(properties, clients)) {
            admin.removeMembersFromConsumerGroup(group, options).all().get();
        } catch (ExecutionException e) {
            LOG.warn("{}: {} was not taken out of the group: {}", group, instance, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Admin admin(Properties properties, KafkaClientSupplier clients) {
        StreamsConfig config = new StreamsConfig(properties);
        return clients.getAdmin(
                config.getAdminConfigs(properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG) + "-removal"));
    }
}
