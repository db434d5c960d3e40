package io.github.pinsink.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A Kafka broker of one node, controller included, in a process of its own. */
public final class LocalBroker implements AutoCloseable {
    private static final Duration BOOT = Duration.ofSeconds(60);
    private static final List<String> JVM =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

    private final KafkaHome kafka;
    private final Path config;
    private final Path log;
    private final String bootstrapServers;
    private final Admin admin;
    private ChildProcess process;

    private LocalBroker(KafkaHome kafka, Path config, Path log, String bootstrapServers) {
        this.kafka = kafka;
        this.config = config;
        this.log = log;
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Formats a log folder in the work folder, starts a broker on it and waits until it answers. */
    public static LocalBroker start(KafkaHome kafka, Path workFolder) {
        return start(kafka, workFolder, Map.of());
    }

    /**
     * Starts one that checks ACLs. Every client may do everything on a topic or a group until that has an ACL; from then on
     * only what its ACLs allow.
     */
    public static LocalBroker startWithAcls(KafkaHome kafka, Path workFolder) {
        return start(
                kafka,
                workFolder,
                Map.of(
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found", "true"));
    }

    private static LocalBroker start(KafkaHome kafka, Path workFolder, Map<String, String> extra) {
        String address = "127.0.0.1:" + KafkaHome.freePort();
        Map<String, String> properties = properties(address, workFolder);
        properties.putAll(extra);
        Path config = KafkaHome.write(workFolder.resolve("broker.properties"), properties);
        Path log = workFolder.resolve("broker.log");
        kafka.run(
                        log,
                        JVM,
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        config.toString())
                .awaitSuccess(BOOT);
        LocalBroker broker = new LocalBroker(kafka, config, log, address);
        broker.boot();
        return broker;
    }

    private void boot() {
        process = kafka.run(log, JVM, "kafka.Kafka", config.toString());
        awaitReachable();
    }

    /** Stops it in order and starts it again with the same address and its data; clients find it again. */
    public void restart() {
        process.stop(Duration.ofSeconds(20));
        boot();
    }

    private static Map<String, String> properties(String address, Path workFolder) {
        String controller = "127.0.0.1:" + KafkaHome.freePort();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + address);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", workFolder.resolve("broker-data").toString());
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("auto.create.topics.enable", "false");
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        return properties;
    }

    private void awaitReachable() {
        try {
            Await.until("the Kafka broker", BOOT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the Kafka broker has ended");
                }
                return isReachable();
            });
        } catch (IllegalStateException e) {
            close();
            throw new IllegalStateException(e.getMessage() + ":\n" + ChildProcess.tail(log, 20), e);
        }
    }

    private boolean isReachable() {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Path log() {
        return log;
    }

    public void createTopic(String name, int partitions) {
        await(
                "create the topic " + name,
                admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1)))
                        .all());
    }

    /** Deletes a topic with all its records and waits until clients no longer see it. */
    public void deleteTopic(String name) {
        await("delete the topic " + name, admin.deleteTopics(Set.of(name)).all());
        Await.until(
                "the topic " + name + " is gone",
                BOOT,
                () -> !await("list the topics", admin.listTopics().names()).contains(name));
    }

    /**
     * Denies that all clients write to the topic, and with it everything else that no ACL of the topic allows; needs a broker
     * {@linkplain #startWithAcls that checks ACLs}.
     */
    public void denyWrites(String topic) {
        await(
                "deny writes to " + topic,
                admin.createAcls(List.of(denial(topic))).all());
    }

    /** Takes that back. */
    public void allowWrites(String topic) {
        await(
                "allow writes to " + topic,
                admin.deleteAcls(List.of(denial(topic).toFilter())).all());
    }

    private static AclBinding denial(String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY));
    }

    /** Adds partitions until there are that many. */
    public void growTopic(String name, int partitions) {
        await(
                "add partitions to " + name,
                admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                        .all());
    }

    /** The members of a consumer group by their ids; a member that leaves and comes back has another id. */
    public Set<String> groupMembers(String group) {
        return await(
                        "ask for the members of " + group,
                        admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    /** How many records of the topic the group has not committed. */
    public long lag(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed = await(
                "ask for the offsets of " + group,
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        TopicDescription description = await(
                        "ask for the partitions of " + topic,
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        description
                .partitions()
                .forEach(info -> partitions.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
        long lag = 0;
        for (var end : await(
                        "ask for the ends of " + topic,
                        admin.listOffsets(partitions).all())
                .entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
        }
        return lag;
    }

    private static <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        process.stop(Duration.ofSeconds(5));
    }
}
