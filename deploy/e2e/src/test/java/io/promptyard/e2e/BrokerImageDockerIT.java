package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import io.promptyard.e2e.ChatClient.Completion;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The product on a broker in a container. {@code -Dpromptyard.broker.image} names one of Kafka's images, which is pulled
 * if need be. Without it, Kafka's native image is used where it is here already, else the product's own image with no
 * role stands in as broker; the log says which was used.
 */
@RequiresDocker
class BrokerImageDockerIT {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerImageDockerIT.class);
    private static final String KAFKA = System.getProperty("promptyard.broker.image", "apache/kafka-native:4.3.1");
    private static final String REGISTRY = "http://registry:8081";

    private static Network network;
    private static GenericContainer<?> broker;
    private static GenericContainer<?> registry;
    private static GenericContainer<?> product;
    private static ChatClient http;

    @BeforeAll
    static void start() throws Exception {
        ProductImage.build();
        network = Network.newNetwork();
        String bootstrap = isToBeHad(KAFKA) ? startKafka() : startStandIn();
        product = ProductImage.up("--bootstrap=" + bootstrap, "--registry=" + REGISTRY, "--create-topics");
        product.withNetwork(network).start();
        http = new ChatClient("http://127.0.0.1:" + product.getMappedPort(ProductImage.GATEWAY) + "/v1");
    }

    @AfterAll
    static void stop() {
        if (http != null) {
            http.close();
        }
        Stream.of(product, registry, broker)
                .filter(container -> container != null)
                .forEach(GenericContainer::stop);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void shouldAnswerAChatCompletionWhenTheBrokerIsAContainer() throws Exception {
        // When
        Completion completion = http.complete("auto", "What is the capital of Spain?");

        // Then
        assertThat(completion.status()).as(completion.body().toString()).isEqualTo(200);
        assertThat(completion.content()).isNotBlank();
    }

    private static String startKafka() {
        LOG.warn("broker image: {}", KAFKA);
        String listener = "kafka:19092";
        broker = new KafkaContainer(DockerImageName.parse(KAFKA).asCompatibleSubstituteFor("apache/kafka-native"))
                .withListener(listener)
                .withNetwork(network);
        broker.start();
        registry = ProductImage.up("--roles=none").withNetwork(network).withNetworkAliases("registry");
        registry.start();
        return listener;
    }

    private static String startStandIn() {
        LOG.warn("broker image: {}, standing in for {}, which is not to be had", ProductImage.NAME, KAFKA);
        broker = ProductImage.up("--roles=none")
                .withNetwork(network)
                .withNetworkAliases("registry", "broker")
                .withCreateContainerCmdModifier(command -> command.withHostName("broker"));
        broker.start();
        return "broker:9092";
    }

    /** Here already; or asked for by name, and then pulled. */
    private static boolean isToBeHad(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return System.getProperty("promptyard.broker.image") != null;
        }
    }
}
