import type { Random } from './random';
import { camel, firstName, moduleOf, saying, things, upper, type Maker } from './service';

const personal = camel.personal.map(upper);
const texts = ['ID', 'Status', 'CreatedAt', 'Currency', 'Reference', 'Label'];

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `func total${upper(thing)}${n}(lines []Line${index}) float64 {
	sum := 0.0
	for _, line := range lines {
		if line.Quantity <= 0 {
			continue
		}
		sum += float64(line.Quantity)*line.Price - line.Discount
	}
	return math.Round(sum*${random.below(90) + 10}) / 100
}
`,
  (random, n, thing) => `func load${upper(thing)}${n}(ctx context.Context, id string, attempts int) (*${upper(thing)}${index}, error) {
	for attempt := 1; attempt <= attempts; attempt++ {
		var found ${upper(thing)}${index}
		err := platform.Store.Find(ctx, "${thing}", id, &found)
		if err == nil {
			return &found, nil
		}
		logger.Warn("${thing} failed", "id", id, "attempt", attempt, "limit", ${random.below(900) + 100})
		if attempt == attempts {
			return nil, fmt.Errorf("${thing} %s cannot be read: %w", id, err)
		}
	}
	return nil, nil
}
`,
  (random, n, thing) => `func group${upper(thing)}${n}(all []${upper(thing)}${index}) map[string][]${upper(thing)}${index} {
	groups := make(map[string][]${upper(thing)}${index})
	for _, each := range all {
		key := each.${random.pick(texts)}
		if key == "" {
			key = each.${random.pick(texts)}
		}
		groups[key] = append(groups[key], each)
	}
	logger.Debug("grouped", "count", len(groups))
	return groups
}
`,
  (random, n, thing) => `type ${upper(thing)}Queue${n} struct {
	waiting []${upper(thing)}${index}
	done    int
}

func (q *${upper(thing)}Queue${n}) Push(item ${upper(thing)}${index}) bool {
	if len(q.waiting) >= ${random.below(900) + 100} {
		return false
	}
	q.waiting = append(q.waiting, item)
	return true
}

func (q *${upper(thing)}Queue${n}) Drain(handle func(${upper(thing)}${index})) int {
	for len(q.waiting) > 0 {
		handle(q.waiting[0])
		q.waiting = q.waiting[1:]
		q.done++
	}
	logger.Info("${thing} queue drained", "done", q.done)
	return q.done
}
`,
  (random, n, thing) => `func notify${upper(thing)}${n}(ctx context.Context, customer *Customer${index}, item ${upper(thing)}${index}) error {
	subject := fmt.Sprintf("${thing} %s is %s", item.Reference, item.Status)
	target := customer.${random.pick(personal)}
	if customer.Quiet {
		logger.Info("notification held back", "customer", customer.ID)
		return nil
	}
	${saying(random, 'logger.Info(subject, "for", target)', `announce${index % 40 === 0 ? index : index - 1}(target)`, 'logger.Info(subject)')}
	return platform.Send(ctx, target, subject, platform.Render("${thing}", item, customer.Locale))
}
`,
  (random, n, thing) => `func compare${upper(thing)}${n}(a, b ${upper(thing)}${index}) int {
	switch "${random.pick(camel.fields)}" {
	case "total":
		return cmp.Compare(a.Total, b.Total)
	case "createdAt":
		return cmp.Compare(a.CreatedAt, b.CreatedAt)
	default:
		return cmp.Compare(a.ID, b.ID)
	}
}
`,
];

/** A Go file of about `lines` lines that uses the file before it in its package. */
export function goModule(random: Random, index: number, lines: number): string {
  const shared = index % 40 === 0 ? 'var logger = slog.Default()\n\n' : '';
  const types = things.map((thing) => `type ${upper(thing)}${index} struct {
	ID, Reference, Status, Currency, CreatedAt, Label string
	Quantity int
	Total    float64
}`).join('\n\n');
  const head = `package part${Math.floor(index / 40)}

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"math"

	"example.org/app/platform"
)

${shared}const version${index} = ${index % 40 === 0 ? '1' : `version${index - 1} + 1`}

type Customer${index} struct {
	ID, Email, Phone, FullName, BirthDate, Street string
	Quiet  bool
	Locale string
}

type Line${index} struct {
	Quantity        int
	Price, Discount float64
}

${types}

func announce${index}(text string) {
	logger.Info("announced", "text", text)
}

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', first: firstName(index) });
}
