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

/** A single-node Kafka cluster (broker and controller) in a separate process. */
public final class LocalBroker implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
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

    /** Formats a data folder in the work folder, starts a broker on it and waits until it responds. */
    public static LocalBroker start(KafkaHome kafka, Path workFolder) {
        return start(kafka, workFolder, Map.of());
    }

    /**
     * Starts a broker that checks ACLs. Any client has full access to a topic or a group without an ACL. With an ACL, only
     * what its ACLs allow is permitted.
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
                .awaitSuccess(START_TIMEOUT);
        LocalBroker broker = new LocalBroker(kafka, config, log, address);
        broker.startProcess();
        return broker;
    }

    private void startProcess() {
        process = kafka.run(log, JVM, "kafka.Kafka", config.toString());
        awaitReachable();
    }

    /** A clean restart with the same address and data, so that clients can reconnect. */
    public void restart() {
        process.stop(Duration.ofSeconds(20));
        startProcess();
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
            Await.until("the Kafka broker responds", START_TIMEOUT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the Kafka broker has exited");
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

    public void createTopic(String name, int partitions) {
        await(
                "create the topic " + name,
                admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1)))
                        .all());
    }

    /** Deletes a topic and waits until the broker no longer lists it. */
    public void deleteTopic(String name) {
        await("delete the topic " + name, admin.deleteTopics(Set.of(name)).all());
        Await.until(
                "the topic " + name + " is deleted",
                START_TIMEOUT,
                () -> !await("list the topics", admin.listTopics().names()).contains(name));
    }

    /**
     * Denies writes to the topic for all clients. Since the topic then has an ACL, all other operations on it are denied
     * as well. Requires a broker {@linkplain #startWithAcls that checks ACLs}.
     */
    public void denyWrites(String topic) {
        await(
                "deny writes to " + topic,
                admin.createAcls(List.of(writeDenial(topic))).all());
    }

    /** Removes the ACL that {@link #denyWrites} added. */
    public void allowWrites(String topic) {
        await(
                "allow writes to " + topic,
                admin.deleteAcls(List.of(writeDenial(topic).toFilter())).all());
    }

    private static AclBinding writeDenial(String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY));
    }

    /** Increases the number of partitions to that total. */
    public void setPartitions(String name, int partitions) {
        await(
                "add partitions to " + name,
                admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                        .all());
    }

    /** The ids of the members of a consumer group; a member that leaves and rejoins has another id. */
    public Set<String> groupMembers(String group) {
        return await(
                        "list the members of the group " + group,
                        admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    /** How many records of the topic are past the group's committed offsets. */
    public long lag(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed = await(
                "list the committed offsets of the group " + group,
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        TopicDescription description = await(
                        "describe the topic " + topic,
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        description
                .partitions()
                .forEach(info -> partitions.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
        long lag = 0;
        for (var end : await(
                        "list the end offsets of " + topic,
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
