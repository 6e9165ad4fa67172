import type { Random } from './random';
import { camel, moduleOf, saying, things, upper, type Maker } from './service';

const { personal } = camel;
const texts = camel.fields.filter((field) => field !== 'total' && field !== 'quantity');

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `    public double total${upper(thing)}${n}(List<Line> lines) {
        double sum = 0;
        for (Line line : lines) {
            if (line.quantity() <= 0) continue;
            sum += line.quantity() * line.price() - line.discount();
        }
        return Math.round(sum * ${random.below(90) + 10}) / 100.0;
    }
`,
  (random, n, thing) => `    public Optional<${upper(thing)}> load${upper(thing)}${n}(String id, int attempts) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                ${upper(thing)} found = store.find("${thing}", id, ${random.below(900) + 100});
                if (found != null) return Optional.of(found);
            } catch (IllegalStateException error) {
                logger.warn("${thing} {} failed at attempt {}", id, attempt);
                if (attempt == attempts) throw error;
            }
        }
        return Optional.empty();
    }
`,
  (random, n, thing) => `    public Map<String, List<${upper(thing)}>> group${upper(thing)}${n}(List<${upper(thing)}> all) {
        Map<String, List<${upper(thing)}>> groups = new HashMap<>();
        for (${upper(thing)} each : all) {
            String key = each.${random.pick(texts)}() == null ? "none" : each.${random.pick(texts)}();
            groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(each);
        }
        logger.debug("{} groups", groups.size());
        return groups;
    }
`,
  (random, n, thing) => `    public static class ${upper(thing)}Queue${n} {
        private final List<${upper(thing)}> waiting = new ArrayList<>();
        private final int limit = ${random.below(900) + 100};
        private int done;

        public boolean push(${upper(thing)} item) {
            if (waiting.size() >= limit) return false;
            waiting.add(item);
            return true;
        }

        public int drain(Consumer<${upper(thing)}> handle) {
            while (!waiting.isEmpty()) {
                handle.accept(waiting.remove(0));
                this.done++;
            }
            logger.info("${thing} queue drained: {}", done);
            return done;
        }
    }
`,
  (random, n, thing) => `    public void notify${upper(thing)}${n}(Customer customer, ${upper(thing)} item) {
        String subject = "${thing} " + item.reference() + " is " + item.status();
        String target = customer.${random.pick(personal)}();
        if (customer.quiet()) {
            logger.info("notification held back for {}", customer.id());
            return;
        }
        ${saying(random, 'logger.info("{} for {}", subject, target);', `Module${index % 40 === 0 ? index : index - 1}.announce(target);`, 'logger.info(subject);')}
        mailer.send(target, subject, templates.render("${thing}", item, customer.locale()));
    }
`,
  (random, n, thing) => `    public int compare${upper(thing)}${n}(${upper(thing)} a, ${upper(thing)} b) {
        switch ("${random.pick(camel.fields)}") {
            case "total":
                return Double.compare(a.total(), b.total());
            case "createdAt":
                return a.createdAt().compareTo(b.createdAt());
            default:
                return a.id().compareTo(b.id());
        }
    }
`,
];

/** A Java class of about `lines` lines that uses the class before it. */
export function javaModule(random: Random, index: number, lines: number): string {
  const types = things.map((thing) => `    public record ${upper(thing)}(String id, String reference, String status, String currency, String createdAt, String label, int quantity, double total) {}`).join('\n');
  const head = `package app.part${Math.floor(index / 40)};

import app.platform.Mailer;
import app.platform.Store;
import app.platform.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Module${index} {
    private static final Logger logger = LoggerFactory.getLogger(Module${index}.class);
    static final int VERSION = ${index % 40 === 0 ? '1' : `Module${index - 1}.VERSION + 1`};

    public record Customer(String id, String email, String phone, String fullName, String birthDate, String street, boolean quiet, String locale) {}
    public record Line(int quantity, double price, double discount) {}
${types}

    private final Store store;
    private final Mailer mailer;
    private final Templates templates;

    public Module${index}(Store store, Mailer mailer, Templates templates) {
        this.store = store;
        this.mailer = mailer;
        this.templates = templates;
    }

    static void announce(String text) {
        logger.info("announced {}", text);
    }

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', foot: '}\n' });
}
