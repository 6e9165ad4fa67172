import type { Random } from './random';
import { camel, moduleOf, saying, things, upper, type Maker } from './service';

const { fields, personal } = camel;

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `    public function total${upper(thing)}${n}(array $lines): float
    {
        $sum = 0.0;
        foreach ($lines as $line) {
            if ($line->quantity <= 0) {
                continue;
            }
            $sum += $line->quantity * $line->price - ($line->discount ?? 0);
        }
        return round($sum * ${random.below(90) + 10}) / 100;
    }
`,
  (random, n, thing) => `    public function load${upper(thing)}${n}(string $id, int $attempts = ${random.below(5) + 1}): ?${upper(thing)}${index}
    {
        for ($attempt = 1; $attempt <= $attempts; $attempt++) {
            try {
                $found = $this->store->find('${thing}', $id);
                if ($found !== null) {
                    return new ${upper(thing)}${index}(...$found);
                }
            } catch (\\RuntimeException $error) {
                $this->logger->warning("${thing} {$id} failed at attempt {$attempt}");
                if ($attempt === $attempts) {
                    throw $error;
                }
            }
        }
        return null;
    }
`,
  (random, n, thing) => `    /** @param ${upper(thing)}${index}[] $all */
    public function group${upper(thing)}${n}(array $all): array
    {
        $groups = [];
        foreach ($all as $each) {
            $key = (string) ($each->${random.pick(fields)} ?? $each->${random.pick(fields)});
            $groups[$key][] = $each;
        }
        $this->logger->debug('grouped', ['count' => count($groups)]);
        return array_map(fn ($list) => ['count' => count($list), 'first' => $list[0]], $groups);
    }
`,
  (random, n, thing) => `    public function drain${upper(thing)}${n}(array $waiting, callable $handle): int
    {
        $done = 0;
        while (count($waiting) > 0 && $done < ${random.below(900) + 100}) {
            $handle(array_shift($waiting));
            $done++;
        }
        $this->logger->info('${thing} queue drained', ['done' => $done]);
        return $done;
    }
`,
  (random, n, thing) => `    public function notify${upper(thing)}${n}(Customer${index} $customer, ${upper(thing)}${index} $item): void
    {
        $subject = "${thing} {$item->reference} is {$item->status}";
        $target = $customer->${random.pick(personal)};
        if ($customer->quiet) {
            $this->logger->info('notification held back', ['customer' => $customer->id]);
            return;
        }
        ${saying(random, '$this->logger->info("{$subject} for {$target}");', `Module${index % 40 === 0 ? index : index - 1}::announce($this->logger, $target);`, '$this->logger->info($subject);')}
        $this->mailer->deliver($target, $subject, $this->templates->render('${thing}', ['item' => $item, 'locale' => $customer->locale]));
    }
`,
  (random, n, thing) => `    public function compare${upper(thing)}${n}(${upper(thing)}${index} $a, ${upper(thing)}${index} $b): int
    {
        switch ('${random.pick(fields)}') {
            case 'total':
                return ($a->total ?? 0) <=> ($b->total ?? 0);
            case 'createdAt':
                return $a->createdAt <=> $b->createdAt;
            default:
                return strcmp($a->id, $b->id);
        }
    }
`,
];

/** A PHP file of about `lines` lines that uses the class before it. */
export function phpModule(random: Random, index: number, lines: number): string {
  const types = things.map((thing) => `final class ${upper(thing)}${index}
{
    public function __construct(
        public string $id, public string $reference, public string $currency, public string $createdAt, public int $quantity = 0,
        public ?float $total = null, public ?string $status = null, public ?string $label = null,
    ) {
    }
}`).join('\n\n');
  const head = `<?php

namespace App\\Part${Math.floor(index / 40)};

use App\\Platform\\Mailer;
use App\\Platform\\Store;
use App\\Platform\\Templates;
use Psr\\Log\\LoggerInterface;

final class Customer${index}
{
    public string $id;
    public string $email;
    public string $phone;
    public string $fullName;
    public string $birthDate;
    public string $street;
    public bool $quiet = false;
    public string $locale = 'en';
}

${types}

class Module${index}
{
    public const VERSION = ${index % 40 === 0 ? '1' : `Module${index - 1}::VERSION + 1`};

    public function __construct(private Store $store, private Mailer $mailer, private Templates $templates, private LoggerInterface $logger)
    {
    }

    public static function announce(LoggerInterface $logger, string $text): void
    {
        $logger->info("announced {$text}");
    }

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', foot: '}\n' });
}
