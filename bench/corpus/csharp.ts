import type { Random } from './random';
import { camel, moduleOf, saying, things, upper, type Maker } from './service';

const personal = camel.personal.map(upper);
const texts = camel.fields.filter((field) => field !== 'total' && field !== 'quantity').map(upper);

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `    public double Total${upper(thing)}${n}(IReadOnlyList<Line> lines)
    {
        var sum = 0.0;
        foreach (var line in lines)
        {
            if (line.Quantity <= 0) continue;
            sum += line.Quantity * line.Price - (line.Discount ?? 0);
        }
        return Math.Round(sum * ${random.below(90) + 10}) / 100;
    }
`,
  (random, n, thing) => `    public async Task<${upper(thing)}?> Load${upper(thing)}${n}(string id, int attempts = ${random.below(5) + 1})
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            try
            {
                var found = await store.FindAsync<${upper(thing)}>("${thing}", id);
                if (found is not null) return found with { Status = found.Status ?? "open" };
            }
            catch (TimeoutException)
            {
                logger.LogWarning("${thing} {Id} failed at attempt {Attempt}", id, attempt);
                if (attempt == attempts) throw;
            }
        }
        return null;
    }
`,
  (random, n, thing) => `    public Dictionary<string, List<${upper(thing)}>> Group${upper(thing)}${n}(IEnumerable<${upper(thing)}> all)
    {
        var groups = new Dictionary<string, List<${upper(thing)}>>();
        foreach (var each in all.Where(one => one.${random.pick(texts)} != null))
        {
            var key = each.${random.pick(texts)} ?? "none";
            if (!groups.TryGetValue(key, out var list)) groups[key] = list = new List<${upper(thing)}>();
            list.Add(each);
        }
        logger.LogDebug("{Count} groups", groups.Count);
        return groups;
    }
`,
  (random, n, thing) => `    public class ${upper(thing)}Queue${n}
    {
        private readonly Queue<${upper(thing)}> waiting = new();
        private int done;

        public int Limit { get; init; } = ${random.below(900) + 100};

        public bool Push(${upper(thing)} item)
        {
            if (waiting.Count >= Limit) return false;
            waiting.Enqueue(item);
            return true;
        }

        public int Drain(Action<${upper(thing)}> handle, ILogger logger)
        {
            while (waiting.Count > 0)
            {
                handle(waiting.Dequeue());
                this.done++;
            }
            logger.LogInformation("${thing} queue drained: {Done}", done);
            return done;
        }
    }
`,
  (random, n, thing) => `    public async Task Notify${upper(thing)}${n}(Customer customer, ${upper(thing)} item)
    {
        var subject = $"${thing} {item.Reference} is {item.Status}";
        var target = customer.${random.pick(personal)};
        if (customer.Quiet)
        {
            logger.LogInformation("notification held back for {Customer}", customer.Id);
            return;
        }
        ${saying(random, 'logger.LogInformation("{Subject} for {Target}", subject, target);', `Module${index % 40 === 0 ? index : index - 1}.Announce(logger, target);`, 'logger.LogInformation(subject);')}
        await mailer.SendAsync(target, subject, templates.Render("${thing}", item, customer.Locale));
    }
`,
  (random, n, thing) => `    public int Compare${upper(thing)}${n}(${upper(thing)} a, ${upper(thing)} b) => "${random.pick(camel.fields)}" switch
    {
        "total" => a.Total.CompareTo(b.Total),
        "createdAt" => string.CompareOrdinal(a.CreatedAt, b.CreatedAt),
        _ => string.CompareOrdinal(a.Id, b.Id),
    };
`,
];

/** A C# class of about `lines` lines that uses the class before it. */
export function csharpModule(random: Random, index: number, lines: number): string {
  const types = things.map((thing) => `    public record ${upper(thing)}(string Id, string Reference, string? Status, string Currency, string CreatedAt, string? Label, int Quantity, double Total);`).join('\n');
  const head = `using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using App.Platform;
using Microsoft.Extensions.Logging;

namespace App.Part${Math.floor(index / 40)};

public class Module${index}(ILogger<Module${index}> logger, Store store, Mailer mailer, Templates templates)
{
    public const int Version = ${index % 40 === 0 ? '1' : `Module${index - 1}.Version + 1`};

    public record Customer(string Id, string Email, string Phone, string FullName, string BirthDate, string Street, bool Quiet, string Locale);
    public record Line(int Quantity, double Price, double? Discount);
${types}

    public static void Announce(ILogger logger, string text) => logger.LogInformation("announced {Text}", text);

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', foot: '}\n' });
}
