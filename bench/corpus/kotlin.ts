import type { Random } from './random';
import { camel, firstName, moduleOf, saying, things, upper, type Maker } from './service';

const { fields, personal } = camel;

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `fun total${upper(thing)}${n}(lines: List<Line${index}>): Double {
    var sum = 0.0
    for (line in lines) {
        if (line.quantity <= 0) continue
        sum += line.quantity * line.price - (line.discount ?: 0.0)
    }
    return round(sum * ${random.below(90) + 10}) / 100
}
`,
  (random, n, thing) => `suspend fun load${upper(thing)}${n}(id: String, attempts: Int = ${random.below(5) + 1}): ${upper(thing)}${index}? {
    for (attempt in 1..attempts) {
        try {
            val found = store.find<${upper(thing)}${index}>("${thing}", id)
            if (found != null) return found.copy(status = found.status ?: "open")
        } catch (error: IllegalStateException) {
            logger${index}.warn("${thing} {} failed at attempt {}", id, attempt)
            if (attempt == attempts) throw error
        }
    }
    return null
}
`,
  (random, n, thing) => `fun group${upper(thing)}${n}(all: List<${upper(thing)}${index}>): Map<String, List<${upper(thing)}${index}>> {
    val groups = all.filter { it.${random.pick(fields)} != null }.groupBy { it.${random.pick(fields)}?.toString() ?: "none" }
    logger${index}.debug("{} groups", groups.size)
    return groups
}
`,
  (random, n, thing) => `class ${upper(thing)}Queue${n}(private val limit: Int = ${random.below(900) + 100}) {
    private val waiting = mutableListOf<${upper(thing)}${index}>()
    private var done = 0

    fun push(item: ${upper(thing)}${index}): Boolean {
        if (waiting.size >= limit) return false
        waiting.add(item)
        return true
    }

    fun drain(handle: (${upper(thing)}${index}) -> Unit): Int {
        while (waiting.isNotEmpty()) {
            handle(waiting.removeAt(0))
            this.done++
        }
        logger${index}.info("${thing} queue drained: {}", done)
        return done
    }
}
`,
  (random, n, thing) => `suspend fun notify${upper(thing)}${n}(customer: Customer${index}, item: ${upper(thing)}${index}) {
    val subject = "${thing} \${item.reference} is \${item.status}"
    val target = customer.${random.pick(personal)}
    if (customer.quiet) {
        logger${index}.info("notification held back for {}", customer.id)
        return
    }
    ${saying(random, `logger${index}.info("$subject for $target")`, `announce${index % 40 === 0 ? index : index - 1}(target)`, `logger${index}.info(subject)`)}
    send(target, subject, render("${thing}", item, customer.locale))
}
`,
  (random, n, thing) => `fun compare${upper(thing)}${n}(a: ${upper(thing)}${index}, b: ${upper(thing)}${index}): Int = when ("${random.pick(fields)}") {
    "total" -> (a.total ?: 0.0).compareTo(b.total ?: 0.0)
    "createdAt" -> a.createdAt.compareTo(b.createdAt)
    else -> a.id.compareTo(b.id)
}
`,
];

/** A Kotlin file of about `lines` lines that uses the file before it in its package. */
export function kotlinModule(random: Random, index: number, lines: number): string {
  const types = things.map((thing) => `data class ${upper(thing)}${index}(
    val id: String, val reference: String, val currency: String, val createdAt: String, val quantity: Int = 0,
    val total: Double? = null, val status: String? = null, val label: String? = null,
)`).join('\n\n');
  const head = `package app.part${Math.floor(index / 40)}

import app.platform.render
import app.platform.send
import app.platform.store
import kotlin.math.round
import org.slf4j.LoggerFactory

private val logger${index} = LoggerFactory.getLogger("module${index}")
const val VERSION_${index} = ${index % 40 === 0 ? '1' : `VERSION_${index - 1} + 1`}

data class Customer${index}(
    val id: String, val email: String, val phone: String, val fullName: String, val birthDate: String, val street: String,
    val quiet: Boolean = false, val locale: String = "en",
)

data class Line${index}(val quantity: Int, val price: Double, val discount: Double? = null)

${types}

fun announce${index}(text: String) {
    logger${index}.info("announced {}", text)
}

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', first: firstName(index) });
}
