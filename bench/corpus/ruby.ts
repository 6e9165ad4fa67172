import type { Random } from './random';
import { moduleOf, saying, snake, things, upper, type Maker } from './service';

const { fields, personal } = snake;

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `    def total_${thing}_${n}(lines)
      sum = 0
      lines.each do |line|
        next if line.quantity <= 0

        sum += line.quantity * line.price - (line.discount || 0)
      end
      (sum * ${random.below(90) + 10}).round / 100.0
    end
`,
  (random, n, thing) => `    def load_${thing}_${n}(id, attempts: ${random.below(5) + 1})
      attempts.times do |attempt|
        found = store.find('${thing}', id)
        return ${upper(thing)}.new(**found) if found
      rescue Timeout::Error
        logger.warn("${thing} #{id} failed at attempt #{attempt}")
        raise if attempt + 1 == attempts
      end
      nil
    end
`,
  (random, n, thing) => `    def group_${thing}_${n}(all)
      groups = all.select(&:${random.pick(fields)}).group_by { |each| each.${random.pick(fields)}.to_s }
      logger.debug("#{groups.size} groups")
      groups.map { |key, list| { key: key, count: list.size, first: list.first } }
    end
`,
  (random, n, thing) => `    class ${upper(thing)}Queue${n}
      def initialize(limit = ${random.below(900) + 100})
        @limit = limit
        @waiting = []
        @done = 0
      end

      def push(item)
        return false if @waiting.size >= @limit

        @waiting << item
        true
      end

      def drain
        until @waiting.empty?
          yield @waiting.shift
          @done += 1
        end
        Module${index}.announce("${thing} queue drained: #{@done}")
        @done
      end
    end
`,
  (random, n, thing) => `    def notify_${thing}_${n}(customer, item)
      subject = "${thing} #{item.reference} is #{item.status}"
      target = customer.${random.pick(personal)}
      if customer.quiet
        logger.info("notification held back for #{customer.id}")
        return
      end
      ${saying(random, 'logger.info("#{subject} for #{target}")', `Module${index % 40 === 0 ? index : index - 1}.announce(target)`, 'logger.info(subject)')}
      mailer.deliver(target, subject: subject, body: render('${thing}', item: item, locale: customer.locale))
    end
`,
  (random, n, thing) => `    def compare_${thing}_${n}(one, other)
      case '${random.pick(fields)}'
      when 'total'
        (one.total || 0) <=> (other.total || 0)
      when 'created_at'
        one.created_at <=> other.created_at
      else
        one.id <=> other.id
      end
    end
`,
];

/** A Ruby class of about `lines` lines that uses the class before it. */
export function rubyModule(random: Random, index: number, lines: number): string {
  const types = things.map((thing) => `    ${upper(thing)} = Struct.new(:id, :reference, :status, :currency, :created_at, :label, :quantity, :total, keyword_init: true)`).join('\n');
  const head = `# frozen_string_literal: true

require 'logger'
${index % 40 === 0 ? '' : `require_relative 'module${index - 1}'\n`}
module Part${Math.floor(index / 40)}
  class Module${index}
    VERSION = ${index % 40 === 0 ? '1' : `Module${index - 1}::VERSION + 1`}
    Customer = Struct.new(:id, :email, :phone, :full_name, :birth_date, :street, :quiet, :locale, keyword_init: true)
    Line = Struct.new(:quantity, :price, :discount)
${types}

    attr_reader :store, :mailer, :logger

    def initialize(store, mailer)
      @store = store
      @mailer = mailer
      @logger = Logger.new($stdout)
    end

    def self.announce(text)
      Logger.new($stdout).info("announced #{text}")
    end

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', foot: '  end\nend\n' });
}
